/** Plain BM25 over characters (k1 1.5, b 0.75): the usual starting point, for comparing. On the sets of bench/faq.md
 * single characters do better than jieba's words or two-character pieces. */
export const bm25 = (docs: readonly string[], k1 = 1.5, b = 0.75) => {
  const terms = (text: string) => [...text.toLowerCase()]
  const lengths = docs.map((doc) => terms(doc).length)
  const mean = lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, docs.length)
  const postings = new Map<string, [doc: number, times: number][]>()
  for (const [i, doc] of docs.entries()) {
    const times = new Map<string, number>()
    for (const term of terms(doc)) times.set(term, (times.get(term) ?? 0) + 1)
    for (const [term, n] of times) {
      const list = postings.get(term)
      if (list) list.push([i, n])
      else postings.set(term, [[i, n]])
    }
  }
  const scores = new Float64Array(docs.length)
  /** The best documents with their scores. */
  return (question: string, most = 5): { doc: number; score: number }[] => {
    scores.fill(0)
    for (const term of terms(question)) {
      const list = postings.get(term) ?? []
      const idf = Math.log(1 + (docs.length - list.length + 0.5) / (list.length + 0.5))
      for (const [doc, n] of list)
        scores[doc] =
          (scores[doc] ?? 0) + (idf * n * (k1 + 1)) / (n + k1 * (1 - b + (b * (lengths[doc] ?? 0)) / mean))
    }
    const best: { doc: number; score: number }[] = []
    for (let doc = 0; doc < docs.length; doc++) {
      const score = scores[doc] ?? 0
      if (score <= (best.length === most ? (best.at(-1)?.score ?? 0) : 0)) continue
      if (best.length === most) best.pop()
      let at = best.length
      while (at > 0 && (best[at - 1]?.score ?? 0) < score) at--
      best.splice(at, 0, { doc, score })
    }
    return best
  }
}
