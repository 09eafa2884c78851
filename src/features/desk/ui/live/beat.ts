/**
 * Calls back every so many ms until the returned function is called, also while the page is hidden: there a browser
 * lets a page's own timers run once a minute only, so an agent who works in another window would count as away.
 */
export const beating = (every: number, beat: () => void): (() => void) => {
  const clock = new Worker(new URL('./beat.worker.ts', import.meta.url), { type: 'module' })
  clock.onmessage = beat
  clock.postMessage(every)
  return () => clock.terminate()
}
