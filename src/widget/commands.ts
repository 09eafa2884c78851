import type { IdentityClaim } from './door.ts'
import type { LookedAt } from './wire.ts'

/** What a shop's page can tell the widget: `peakdesk('open')`. */
export interface Commands {
  identify(claim: IdentityClaim | null): void
  open(): void
  close(): void
  product(product: LookedAt | null): void
  language(tag: string): void
  on(event: 'unread' | 'open' | 'close', tell: (value?: number) => void): void
}

/** The function of the page, with what was said before the widget came. */
export interface Queue {
  (...said: unknown[]): void
  q?: ArrayLike<unknown>[]
}

/** A product as the page gives it; null for one without title or web address. */
export const productOf = (given: unknown, page: string): LookedAt | null => {
  const { id, title, url } = (given ?? {}) as Partial<Record<keyof LookedAt, unknown>>
  if (typeof title !== 'string' || title.trim() === '') return null
  try {
    const address = new URL(typeof url === 'string' ? url : page, page)
    if (!/^https?:$/.test(address.protocol) || address.href.length > 500) return null
    return {
      id: String(id ?? address.href).slice(0, 100),
      title: title.trim().slice(0, 200),
      url: address.href,
    }
  } catch {
    return null
  }
}

/** Does what was said, in its order; what makes no sense is told to the shop's developer and does no harm. */
export const obey = (commands: Commands, warn: (text: string) => void) => {
  const known = commands as unknown as Record<string, (...given: unknown[]) => void>
  return (said: ArrayLike<unknown>) => {
    const [name, ...given] = Array.from(said)
    if (typeof name !== 'string' || !Object.hasOwn(known, name))
      return warn(`peakdesk: there is no command ${String(name)}`)
    try {
      known[name]?.(...given)
    } catch (error) {
      warn(`peakdesk: ${name}: ${String(error)}`)
    }
  }
}
