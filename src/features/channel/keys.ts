import { randomBytes } from 'node:crypto'
import { pinyin } from 'pinyin-pro'
import type { ChannelKind } from './domain.ts'

const LONGEST = 24

/** A name as it can stand in an address: Chinese by its sound, the rest as it is, blanks and marks as dashes. */
export const slug = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join('-')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')

/** A channel's public name: readable, and with 40 random bits, so that two of one name differ. */
export const channelKey = (kind: ChannelKind, name: string): string =>
  `${slug(name) || kind}-${randomBytes(5).toString('hex')}`

/** 256 random bits. The bridge's in the form in which Standard Webhooks libraries take them. */
export const channelSecret = (kind: ChannelKind): string =>
  kind === 'bridge' ? `whsec_${randomBytes(32).toString('base64')}` : randomBytes(32).toString('base64url')
