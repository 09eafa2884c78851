import type { Said } from '../../shared/said.ts'

export type Language = 'zh' | 'en'

/** The language of the terminal: English where it says so, else Chinese. */
export const languageOf = (env: Record<string, string | undefined>): Language => {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return said.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

const words = {
  line: { zh: '商品', en: 'line' },
  pieces: { zh: '件', en: 'pieces' },
  list: { zh: '原价', en: 'list' },
  item: { zh: '单品价', en: 'item price' },
  pays: { zh: '实付', en: 'pays' },
  cut: { zh: '优惠分摊', en: 'reductions' },
  steps: { zh: '怎么算的', en: 'How it is reckoned' },
  unused: { zh: '没有用上的', en: 'Not used' },
  gifts: { zh: '赠品', en: 'Gifts' },
  notes: { zh: '请看一下', en: 'To look at' },
  payable: { zh: '应付', en: 'To pay' },
  goods: { zh: '商品', en: 'goods' },
  freight: { zh: '运费', en: 'freight' },
  saved: { zh: '比原价省', en: 'below list' },
  deposit: { zh: '现在付定金', en: 'Deposit now' },
  balance: { zh: '尾款', en: 'balance' },
  anytime: { zh: '不限', en: 'open' },
  cards: { zh: '用的卡券', en: 'Cards used' },
  none: { zh: '无', en: 'none' },
  proven: { zh: '这套规则允许的用法里最省', en: 'the least that these rules allow' },
  bound: { zh: '搜索提前停止，最省也不会低于', en: 'the search stopped early; no choice pays less than' },
  rules: { zh: '规则', en: 'Rules' },
  source: { zh: '依据', en: 'Source' },
  moments: { zh: '以后再付', en: 'Paid later' },
  topUps: { zh: '凑单', en: 'Worth adding' },
  nothing: { zh: '没有值得加的。', en: 'Nothing is worth adding.' },
  noCatalog: {
    zh: '文件里没有 catalog（可以加的商品），所以没有试。',
    en: 'The file has no catalog (what could be added), so nothing was tried.',
  },
  choices: { zh: '换张卡券', en: 'With another card' },
  split: { zh: '分两单', en: 'As two orders' },
  noSplit: { zh: '分开不会更省。', en: 'Two orders would not be cheaper.' },
  order: { zh: '第 {n} 单', en: 'Order {n}' },
  stopped: { zh: '没有全部试完，也许还有更好的', en: 'not everything was tried; there may be better' },
  refund: { zh: '退款', en: 'Refund' },
  coins: { zh: '退回金币', en: 'coins given back' },
  claims: { zh: '价保', en: 'Price protection' },
  due: { zh: '应退差价', en: 'Due' },
  problems: { zh: '算不了', en: 'It cannot be priced' },
} satisfies Record<string, Said>

export type Word = keyof typeof words
export const word = (name: Word, lang: Language): string => words[name][lang]
