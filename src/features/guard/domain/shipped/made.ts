import { Platform } from '../../../shop/domain.ts'
import type { Said, Severity } from '../verdict.ts'

/** How far to trust what a rule may cost: the platform's or the law's own text; somebody's copy of it; hearsay. */
export type Confidence = 'official' | 'reported' | 'lore'

/**
 * A rule that comes with the desk. An id may stand in the list more than once, for platforms that do not overlap: what
 * is forbidden is the same, what it costs is not.
 */
export interface ShippedRule {
  id: string
  name: Said
  platforms: readonly Platform[]
  severity: Severity
  why: Said
  /** What it may cost, with its date and how far to trust it, in one sentence; null where nothing is known. */
  cost: Said | null
  source: Said
  /** Of the source, as YYYY-MM or YYYY-MM-DD; empty where it bears none. */
  date: string
  confidence: Confidence
}

const all: readonly Platform[] = Platform.options
export const platformsBut = (...but: readonly Platform[]): readonly Platform[] =>
  all.filter((platform) => !but.includes(platform))
export const EVERYWHERE = all

interface Costs {
  cost: Said | null
  source: Said
  date: string
  confidence: Confidence
}

/** What leading buyers off a platform costs there. The same for every way of doing it. */
const PINDUODUO: Costs = {
  cost: {
    zh: '拼多多：店铺保证金提高 5万–10万元，3天内补足，否则店铺进入退店；再犯可能扣除全部保证金（2022–2024 转载，两种金额都有，请核实）',
    en: 'Pinduoduo: the deposit is raised by 50,000–100,000 yuan, to be paid in 3 days, else the shop closes; a second time may cost all of it (copies of 2022–2024 name both sums; verify)',
  },
  source: {
    zh: '3dmxku.com 2024-12-12; kexiaomei.com/article/218573 2023-03-25; yunyingwang.cc/116691',
    en: '3dmxku.com 2024-12-12; kexiaomei.com/article/218573 2023-03-25; yunyingwang.cc/116691',
  },
  date: '2024-12-12',
  confidence: 'reported',
}
const TAOBAO: Costs = {
  cost: {
    zh: '淘宝、天猫：从警告到关店；扣分标准没有查到（卖家整理）',
    en: 'Taobao, Tmall: from a warning to closing the shop; the points were not found (shops’ accounts)',
  },
  source: { zh: '商家经验；没有读到平台原文', en: 'Shops’ accounts; no platform text was read' },
  date: '',
  confidence: 'lore',
}
const ELSEWHERE: Costs = {
  cost: {
    zh: '有工具商称每次 200–2,000 元，并被全量检查（未见平台文本）',
    en: 'A tool vendor says 200–2,000 yuan each time and a check of everything (no platform text was seen)',
  },
  source: { zh: '服务商的说法', en: 'A vendor’s own claim' },
  date: '',
  confidence: 'lore',
}

type Said4 = Pick<ShippedRule, 'id' | 'name' | 'severity' | 'why'>

/** A rule against leading buyers off the platform, with what that costs on each. */
export const offPlatform = (said: Said4, but: readonly Platform[] = ['site']): ShippedRule[] => {
  const where = platformsBut(...but)
  const named: readonly (readonly [readonly Platform[], Costs])[] = [
    [['pinduoduo'], PINDUODUO],
    [['taobao', 'tmall'], TAOBAO],
    [platformsBut('pinduoduo', 'taobao', 'tmall'), ELSEWHERE],
  ]
  return named.map(([platforms, costs]) => ({
    ...said,
    platforms: platforms.filter((platform) => where.includes(platform)),
    ...costs,
  }))
}
