import { alone, inRow, ONE, SENSE, SENSES, TWO } from './features.ts'
import { symbolsOf } from './text/symbols.ts'

/**
 * What most questions have whatever they ask, by how many of a hundred do: a shop of twenty entries cannot tell by itself
 * that 怎么 or "can" says nothing. Estimates, in steps; a large shop's own counts soon outweigh them.
 */
const COMMON: readonly (readonly [share: number, words: string])[] = [
  [0.3, '的 么 怎 吗 了 我 是 有 不 什 the a i to is my'],
  [
    0.15,
    '可 以 能 要 会 个 这 那 你 在 就 没 多 少 为 请 问 想 还 呢 do you can how what of in it for and me',
  ],
  [
    0.07,
    '一 们 哪 几 如 何 吧 啊 好 都 也 用 到 给 和 说 看 下 上 后 时 候 得 把 被 对 样 天 里 久 需 be have when where why who which on at with this that will not would could tell get need want',
  ],
]

/** How many imagined questions the list stands for. */
export const IMAGINED = 150

const build = (): Map<number, { share: number; kind: number }> => {
  const codes = COMMON.flatMap(([share, words]) =>
    words.split(' ').map((word) => ({ share, code: symbolsOf(word).codes[0] ?? 0 })),
  )
  const shares = new Map<number, { share: number; kind: number }>()
  for (const { share, code } of codes) {
    for (const kind of [ONE, SENSE] as const) shares.set(alone(code, kind), { share, kind })
    for (const next of codes)
      for (const kind of [TWO, SENSES] as const)
        shares.set(inRow(code, next.code, kind), { share: Math.min(share, next.share) / 3, kind })
  }
  return shares
}

let made: ReturnType<typeof build> | null = null

/** Shares (0–1) and kinds by the features' hashes. Two common ones in a row are common too, though less. */
export const commonShares = (): ReadonlyMap<number, { share: number; kind: number }> => {
  made ??= build()
  return made
}
