/** Money as buyers read it: `1299`, `16.5`, `0.05`. Apart from money's schemas: it runs on buyers' phones too. */
export const yuan = (fen: number): string => {
  const size = Math.abs(fen)
  const cents = size % 100
  const whole = `${fen < 0 ? '-' : ''}${Math.trunc(size / 100)}`
  if (cents === 0) return whole
  if (cents % 10 === 0) return `${whole}.${cents / 10}`
  return cents < 10 ? `${whole}.0${cents}` : `${whole}.${cents}`
}
