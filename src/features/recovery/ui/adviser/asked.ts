/** The adviser's form, in the units people think in; the desk is asked in fen and shares. */
export const fields = [
  { name: 'budget', from: 0, to: 100_000, step: 10, starts: 100 },
  { name: 'staff', from: 0, to: 10_000, step: 15, starts: 60 },
  { name: 'call', from: 0.5, to: 60, step: 0.5, starts: 4 },
  { name: 'days', from: 1, to: 90, step: 1, starts: 14 },
  { name: 'effect', from: 0.5, to: 50, step: 0.5, starts: 3 },
  { name: 'margin', from: 0, to: 100, step: 1, starts: 30 },
  { name: 'believed', from: 0, to: 50, step: 0.5, starts: 2 },
] as const
export type Field = (typeof fields)[number]['name']
export type Form = Record<Field, number | null>

export const firstForm = Object.fromEntries(fields.map(({ name, starts }) => [name, starts])) as Form

/** Which fields hold no number in their range. */
export const wrongIn = (form: Form): Field[] =>
  fields.flatMap(({ name, from, to }) => {
    const value = form[name]
    return value !== null && value >= from && value <= to ? [] : [name]
  })

/** What the desk is asked; null while the form is wrong. */
export const askedBy = (form: Form) => {
  if (wrongIn(form).length > 0) return null
  const of = (name: Field) => form[name] ?? 0
  return {
    budgetFen: Math.round(of('budget') * 100),
    staffMinutes: Math.round(of('staff')),
    minutesPerCall: of('call'),
    days: Math.round(of('days')),
    effect: of('effect') / 100,
    margin: of('margin') / 100,
    believed: of('believed') / 100,
  }
}
