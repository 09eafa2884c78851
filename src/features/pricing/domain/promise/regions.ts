/** Provinces as addresses write them, with what English texts call those for which freight often differs. */
const provinces: readonly (readonly [name: string, english?: string])[] = [
  ...['北京', '天津', '上海', '重庆', '河北', '山西', '辽宁', '吉林', '黑龙江', '江苏', '浙江', '安徽'],
  ...['福建', '江西', '山东', '河南', '湖北', '湖南', '广东', '四川', '贵州', '云南', '陕西'],
].map((name) => [name] as const)
const others: readonly (readonly [name: string, english: string])[] = [
  ['新疆', 'xinjiang'],
  ['西藏', 'tibet'],
  ['青海', 'qinghai'],
  ['宁夏', 'ningxia'],
  ['甘肃', 'gansu'],
  ['内蒙古', 'inner mongolia'],
  ['广西', 'guangxi'],
  ['海南', 'hainan'],
  ['香港', 'hong kong'],
  ['澳门', 'maca[uo]'],
  ['台湾', 'taiwan'],
]

const all = [...provinces, ...others].map(([name, english]) => ({
  name,
  found: new RegExp(english === undefined ? name : `${name}|\\b${english}\\b`, 'i'),
}))

export const regionNames: readonly string[] = all.map(({ name }) => name)

/** The regions that a text names. */
export const regionsIn = (text: string): string[] =>
  all.flatMap(({ name, found }) => (found.test(text) ? [name] : []))

/** Everywhere: what holds for one region more holds for this not. */
export const EVERYWHERE =
  /全国|全部地区|所有地区|任何地区|哪里都|nationwide|everywhere|all regions|whole country/i
