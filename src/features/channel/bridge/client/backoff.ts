const FIRST = 100
const LONGEST = 5000

/** Pause before attempt n (from 0), ms: doubled each time up to 5 s, shortened by chance by up to a half, so that
 * connectors that lost the same desk do not come back all at once. */
export const pause = (attempt: number): number =>
  Math.min(LONGEST, FIRST * 2 ** attempt) * (1 - Math.random() / 2)

/** Waits; at once where the signal has fired or fires. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
