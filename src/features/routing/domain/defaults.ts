import type { ShopFacts } from '../../shop/domain.ts'
import type { IntentRule, RoutingSettings, TeamSettings } from './settings.ts'

/** Chinese and English words side by side: buyers write what they like, whatever language the shop works in. */
const intents: IntentRule[] = [
  {
    intent: 'complaint',
    team: 'after-sales',
    words: [
      '投诉',
      '举报',
      '315',
      '12315',
      '消协',
      '工商',
      '曝光',
      '维权',
      'complaint',
      'complain about',
      'report your shop',
    ],
    stages: [],
    skill: null,
  },
  {
    intent: 'after-sales',
    team: 'after-sales',
    words: [
      ...[
        '退货',
        '退款',
        '退钱',
        '换货',
        '七天无理由',
        '运费险',
        '坏了',
        '破了',
        '破损',
        '少发',
        '漏发',
        '发错',
        '错发',
        '有瑕疵',
      ],
      ...[
        '质量问题',
        '掉色',
        '物流不动',
        '快递不动',
        '到哪了',
        '还没到',
        '还不发货',
        '怎么还没发',
        '没收到',
        '丢件',
        '签收了',
        '售后',
        '维修',
        '保修',
        '退换',
        '价保',
        '价格保护',
        '退差价',
      ],
      ...[
        'refund',
        'return it',
        'return this',
        'send it back',
        'exchange it',
        'broken',
        'damaged',
        'defective',
      ],
      ...['missing item', 'wrong item', 'not arrived', 'never arrived', 'warranty'],
    ],
    stages: [],
    skill: null,
  },
  {
    intent: 'order-change',
    team: 'order-change',
    words: [
      ...[
        '改地址',
        '地址错',
        '地址写错',
        '换地址',
        '改电话',
        '改收货',
        '改尺码',
        '换尺码',
        '改颜色',
        '换颜色',
        '换个颜色',
        '换个尺码',
      ],
      ...[
        '拍错',
        '改备注',
        '改订单',
        '换个码',
        '加备注',
        '取消订单',
        '不想要了',
        '合并发',
        '一起发',
        '改快递',
        '换快递',
      ],
      ...[
        'change address',
        'change the address',
        'change my address',
        'wrong address',
        'change size',
        'change the size',
      ],
      ...[
        'change color',
        'change the color',
        'change colour',
        'change the colour',
        'change my order',
        'cancel order',
      ],
      ...['cancel my order', 'cancel the order', 'wrong size ordered'],
    ],
    stages: [],
    skill: null,
  },
  {
    intent: 'bargaining',
    team: 'bargaining',
    words: [
      ...[
        '便宜',
        '优惠点',
        '优惠一点',
        '少点',
        '少一点',
        '砍价',
        '抹零',
        '打折',
        '打个折',
        '再减',
        '最低价',
        '最低多少',
      ],
      ...[
        '送点',
        '送个',
        '免运费',
        '包邮吗',
        '凑单',
        '议价',
        '还价',
        'discount',
        'cheaper',
        'best price',
        'lower price',
      ],
      ...['lower the price', 'better deal', 'price match'],
    ],
    stages: [],
    skill: null,
  },
  // Words failing, where the order stands says more than nothing.
  { intent: 'after-sales', team: 'after-sales', words: [], stages: ['refunding'], skill: null },
]

const names: Record<ShopFacts['locale'], Record<string, string>> = {
  'zh-CN': { 'pre-sales': '售前', 'order-change': '改单', 'after-sales': '售后', bargaining: '议价' },
  en: {
    'pre-sales': 'Pre-sales',
    'order-change': 'Order changes',
    'after-sales': 'After-sales',
    bargaining: 'Bargaining',
  },
}

/** Who helps whom, nearest first: who sells can bargain, who changes orders knows what follows a sale. */
const helpers: Record<string, readonly string[][]> = {
  'pre-sales': [['bargaining'], ['order-change', 'after-sales']],
  'order-change': [['after-sales'], ['pre-sales', 'bargaining']],
  'after-sales': [['order-change'], ['pre-sales', 'bargaining']],
  bargaining: [['pre-sales'], ['order-change', 'after-sales']],
}
/** Seconds until the first ring and the second help out: half of and well before the 180 s of most platforms. */
const RING_AFTER = [30, 75]

/**
 * What a new shop starts with, for the teams it has (`teams` of the shop; the standard ones if left out). Teams without
 * standard rings overflow to nobody; rules for teams the shop does not have are left out.
 */
export const defaultRouting = (
  locale: ShopFacts['locale'],
  teams: readonly { code: string; name: string }[] = Object.entries(names[locale]).map(([code, name]) => ({
    code,
    name,
  })),
): RoutingSettings => {
  const known = new Set(teams.map(({ code }) => code))
  const team = ({ code, name }: { code: string; name: string }): TeamSettings => ({
    code,
    name,
    hours: [],
    // Bargaining goes back and forth: it takes about twice the attention.
    slots: code === 'bargaining' ? 2 : 1,
    overflow: (helpers[code] ?? [])
      .map((ring, i) => ({ after: RING_AFTER[i] ?? 0, teams: ring.filter((other) => known.has(other)) }))
      .filter((ring) => ring.teams.length > 0),
  })
  return {
    enabled: true,
    teams: teams.map(team),
    intents: intents.filter((rule) => known.has(rule.team)),
    fallback: known.has('pre-sales') ? 'pre-sales' : (teams[0]?.code ?? 'pre-sales'),
    recent: { always: 24, online: 72 },
    recentFor: 20,
    skillFor: 60,
    silence: 120,
    away: 60,
    weights: { campaign: 0, value: 0 },
  }
}
