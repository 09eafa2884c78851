/** A total order of ids that does not depend on where they stand: shorter ones first, so that `2` is before `10`. */
export const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
