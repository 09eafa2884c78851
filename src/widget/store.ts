/** What a browser keeps for one channel. */
export interface Store {
  get(name: string): string | null
  /** False where there is no room. */
  set(name: string, value: string): boolean
  remove(name: string): void
  names(): string[]
}

/**
 * Names of one channel in a browser's storage. Where storage is forbidden (private windows, strict settings) or
 * full, what could not be written is kept for as long as the page lives.
 */
export const storeIn = (storage: () => Storage, channelKey: string): Store => {
  const prefix = `peakdesk:${channelKey}:`
  const held = new Map<string, string>()
  const tried = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(storage())
    } catch {
      return otherwise
    }
  }
  return {
    get: (name) => held.get(name) ?? tried((s) => s.getItem(prefix + name), null),
    set(name, value) {
      const written = tried((s) => {
        s.setItem(prefix + name, value)
        return true
      }, false)
      if (written) held.delete(name)
      else held.set(name, value)
      return written
    },
    remove(name) {
      held.delete(name)
      tried((s) => s.removeItem(prefix + name), undefined)
    },
    names() {
      const kept = tried(
        (s) =>
          Array.from({ length: s.length }, (_, i) => s.key(i) ?? '')
            .filter((key) => key.startsWith(prefix))
            .map((key) => key.slice(prefix.length)),
        [],
      )
      return [...new Set([...kept, ...held.keys()])]
    },
  }
}
