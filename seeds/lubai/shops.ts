import type { ShopFacts } from '../../src/features/shop/domain.ts'
import type { ShopName } from '../script.ts'

export interface SeedShop {
  name: ShopName
  facts: Omit<ShopFacts, 'id'>
  bridge: string
  /** The key of the demo is fixed, so that its address can stand in guides. */
  webChat: { name: string; key: string } | null
}

export const shops: SeedShop[] = [
  {
    name: 'tmall',
    facts: { platform: 'tmall', name: '芦白旗舰店', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    bridge: '旗舰店消息桥',
    webChat: null,
  },
  {
    name: 'site',
    facts: { platform: 'site', name: '芦白官网', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    bridge: '官网消息桥',
    webChat: { name: '官网聊天窗', key: 'demo' },
  },
]
