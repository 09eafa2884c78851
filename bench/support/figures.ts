/** The value below which a share (0–1) of the figures lies; null of none. */
export const quantile = (figures: readonly number[], share: number): number | null => {
  if (figures.length === 0) return null
  const sorted = Float64Array.from(figures).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null
}

export const rounded = (value: number | null, digits = 1): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits

/** Sum and count of a histogram in the text of /metrics. */
export const histogram = async (url: string, name: string): Promise<{ sum: number; count: number }> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (part: string) => Number(new RegExp(`^${name}_${part} (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
  return { sum: read('sum'), count: read('count') }
}
