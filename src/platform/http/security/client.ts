import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Who is at the other end of a request, and under which address they see the desk. */
export interface Client {
  /** The client's address; `unknown` where the request came by no socket. */
  address(c: Context): string
  /** Scheme, host and port as the browser shows them. */
  origin(c: Context): string
  https(c: Context): boolean
}

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i
const plain = (address: string): string => address.trim().replace(MAPPED, '')

/** The addresses and networks (`10.0.0.0/8`) whose forwarding headers are believed. Throws for one it cannot read. */
const listOf = (entries: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const bits = prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix)
    if (isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv6' ? 128 : 32))
      throw new Error(`not an address or network of a proxy: ${entry}`)
    list.addSubnet(address, bits, family)
  }
  return list
}

/**
 * How requests are read: by their socket or, where that is one of the trusted proxies, by what the proxy wrote.
 * Anybody can send forwarding headers, so without a trusted proxy they mean nothing.
 */
export const clientOf = (options: { trustedProxies: readonly string[] }): Client => {
  const proxies = listOf(options.trustedProxies)
  const trusted = (address: string): boolean => {
    const family = isIP(address)
    return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
  const socket = (c: Context): string => {
    const incoming = (c.env as { incoming?: unknown } | undefined)?.incoming
    return incoming ? plain(getConnInfo(c).remote.address ?? 'unknown') : 'unknown'
  }
  const forwarded = (c: Context, header: string): string | undefined =>
    trusted(socket(c)) ? c.req.header(header)?.split(',').at(-1)?.trim() : undefined
  const https = (c: Context): boolean => {
    const protocol = forwarded(c, 'x-forwarded-proto')
    return protocol ? protocol === 'https' : new URL(c.req.url).protocol === 'https:'
  }
  return {
    address(c) {
      const direct = socket(c)
      if (!trusted(direct)) return direct
      // From the nearest hop outwards: the first that is not one of ours is the client; what stands before it is hearsay.
      const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map(plain).reverse()
      return hops.find((hop) => isIP(hop) !== 0 && !trusted(hop)) ?? direct
    },
    origin(c) {
      const host = forwarded(c, 'x-forwarded-host') ?? c.req.header('host') ?? new URL(c.req.url).host
      return `${https(c) ? 'https' : 'http'}://${host.toLowerCase()}`
    },
    https,
  }
}

/** The part of an address that one party has to itself: all of an IPv4 address, the /64 network of an IPv6 one. */
export const party = (address: string): string => {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((g) => g.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
