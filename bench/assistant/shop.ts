import type { FaqBody } from '../../src/features/assistant/domain/faq.ts'

type Knowable = Omit<FaqBody, 'enabled' | 'category' | 'ownerId'> & { id: number }

/** The same numbers every time (mulberry32). */
export const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const COLOURS = '红 白 黑 蓝 粉 绿 灰 米 紫 橙 咖啡 卡其'.split(' ')
const THINGS =
  '连衣裙 衬衫 卫衣 羽绒服 牛仔裤 运动鞋 靴子 帽子 围巾 手套 保温杯 电饭煲 吹风机 台灯 枕头 床单 被子 书包 行李箱 耳机 键盘 鼠标 充电器 数据线 手机壳 面膜 洗发水 牙刷 毛巾 奶粉'.split(
    ' ',
  )
const MODELS = '标准款 加厚款 新款 升级版 儿童款 男款 女款 礼盒装 便携款 大容量'.split(' ')
const ABOUT = [
  ['什么时候发货', '多久能寄出', '几天发出', '今天能发吗', '发货要多长时间'],
  ['怎么清洗', '可以机洗吗', '能用洗衣机洗吗', '洗的时候注意什么', '脏了怎么弄'],
  ['多少钱', '什么价格', '现在卖多少', '优惠完多少', '最低多少'],
  ['有现货吗', '还有货没', '什么时候补货', '库存多不多', '断货了吗'],
  ['保修多久', '坏了怎么修', '质保几年', '售后怎么处理', '出问题找谁'],
  ['怎么退货', '不合适能退吗', '退货要运费吗', '退款多久到', '能换别的吗'],
  ['尺寸是多少', '有多大', '怎么选大小', '有尺码表吗', '偏大还是偏小'],
  ['什么材质', '是什么做的', '里面是什么料', '成分有哪些', '会不会过敏'],
] as const
const BEFORE = ['', '请问', '亲，', '你好 ', '想问一下', '老板']
const AFTER = ['', '呀', '呢', '？', '啊', '谢谢']

/** A shop of made-up entries, each about a thing of a kind and one matter, asked in `wordings` ways. */
export const shopOf = (entries: number, wordings: number, seed = 1): Knowable[] => {
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: entries }, (_, id) => {
    const about = ABOUT[id % ABOUT.length] ?? ABOUT[0]
    const k = Math.floor(id / ABOUT.length)
    const thing = `${COLOURS[k % COLOURS.length]}色${MODELS[Math.floor(k / COLOURS.length) % MODELS.length]}${
      THINGS[Math.floor(k / (COLOURS.length * MODELS.length)) % THINGS.length]
    }`
    const ways = new Set<string>()
    for (let i = 0; ways.size < wordings && i < wordings * 20; i++)
      ways.add(`${pick(BEFORE)}${thing}${pick(about)}${pick(AFTER)}`)
    const [question = thing, ...others] = ways
    return {
      ...{ id, question, wordings: others, answer: `答${id}`, pictures: [], items: [], phases: [] },
      ...{ validFrom: null, validTo: null },
    }
  })
}
