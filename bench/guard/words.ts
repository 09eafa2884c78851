import type { Chance } from '../routing/random.ts'

const HAN = [
  ...'春夏秋冬山川湖海花草树木金银铜铁红黄蓝绿青紫黑白大小长短高低冷暖新旧香甜苦辣风雨雷电云雪霜露东南西北前后左右',
] as const
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'] as const

/** Words that a shop may have on its list, as many as wanted: two to five characters, a tenth of them Latin. */
export const shopWords = (chance: Chance, count: number): string[] => {
  const found = new Set<string>()
  while (found.size < count) {
    const latin = chance.next() < 0.1
    const length = 2 + Math.floor(chance.next() * 4) + (latin ? 3 : 0)
    const from = latin ? LETTERS : HAN
    found.add(Array.from({ length }, () => from[Math.floor(chance.next() * from.length)] ?? '').join(''))
  }
  return [...found]
}
