/** Money as buyers read it: `1299`, `16.5`, `0.05`. Apart from money's schemas: it runs on buyers' phones too. */
export const yuan = (fen: number): string => {
  const cents = Math.abs(fen) % 100
  const whole = `${fen < 0 ? '-' : ''}${Math.trunc(Math.abs(fen) / 100)}`
  if (cents === 0) return whole
  return `${whole}.${String(cents).padStart(2, '0').replace(/0$/, '')}`
}
