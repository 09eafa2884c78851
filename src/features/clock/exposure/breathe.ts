/** Longest stretch of work at a time, ms: a message that arrives meanwhile waits for it. */
const STRETCH = 8

/** Long work between which other work goes first: ask `tired` between small pieces, and if so await `rest`. */
export const breather = () => {
  let since = performance.now()
  return {
    tired: () => performance.now() - since >= STRETCH,
    async rest() {
      await new Promise<void>((go) => setImmediate(go))
      since = performance.now()
    },
  }
}
