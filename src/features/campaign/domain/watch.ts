import type { Instant } from '../../../shared/time.ts'
import type { PriceChange } from '../../catalog/domain/product.ts'
import type { WatchFinding } from '../contract.ts'
import { datePlus, dayStart, daysLater } from './calendar.ts'
import type { Campaign, SignUp } from './campaign.ts'
import { endOfWave, saleOf, waveOf } from './phases.ts'
import { changesIn, lowestOf, type PricePath, pathsOf, priceAt, pricesIn, type Shown } from './price-path.ts'
import { exceptionOf } from './rules.ts'

export interface Watched {
  campaigns: readonly Campaign[]
  signUps: readonly SignUp[]
  /** All changes known of the signed-up products, also from before the sign-up: what a price rose from is told by them. */
  changes: readonly PriceChange[]
  /** Of each product; where one is missing it has none. */
  categories: ReadonlyMap<string, string | null>
  zone: string
}

/** What was signed up of one product or SKU in a campaign, and the prices that tell whether it was kept. */
interface Bound {
  campaign: Campaign
  signUps: readonly SignUp[]
  paths: readonly PricePath[]
  zone: string
  category: string | null
}

type Found = Pick<WatchFinding, 'rule' | 'wave' | 'sku' | 'wasFen' | 'isFen' | 'at' | 'evidence'>

interface Span {
  from: Instant
  to: Instant
  wave: string
}

/** Spans that overlap become one, which bears the wave of its end: a product in two waves is held to the later. */
const joined = (spans: readonly Span[]): Span[] => {
  const list: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = list.at(-1)
    if (!last || span.from > last.to) list.push({ ...span })
    else if (span.to > last.to) Object.assign(last, { to: span.to, wave: span.wave })
  }
  return list
}

const endOf = (campaign: Campaign, wave: string): Instant | null => {
  const found = waveOf(campaign, wave)
  return found ? endOfWave(found) : null
}

const evidence = (...ids: (number | undefined)[]): number[] => [
  ...new Set(ids.filter((id) => id !== undefined)),
]

/** CMP-11: dearer than it had been since the sign-up, before the wave ended. What the price was at the moment of the sign-up
 * is what it may not rise above. */
const raises = ({ campaign, signUps, paths }: Bound): Found[] => {
  const spans = signUps.flatMap(({ wave, signedAt }) => {
    const end = endOf(campaign, wave)
    return end === null || end <= signedAt ? [] : [{ from: signedAt, to: end, wave }]
  })
  return joined(spans).flatMap(({ from, to, wave }) =>
    paths.flatMap((path) => {
      let cap = priceAt(path, from)
      let before = cap?.fen ?? null
      return changesIn(path, from + 1, to).flatMap(({ id, isFen, wasFen, at }): Found[] => {
        before ??= wasFen
        cap ??= wasFen === null ? null : { fen: wasFen, by: id }
        const rose = before !== null && cap !== null && isFen > before && isFen > cap.fen
        const found: Found[] = rose
          ? [
              {
                ...{ rule: 'raise', wave, sku: path.sku, wasFen: cap?.fen ?? 0, isFen, at },
                evidence: evidence(cap?.by, id),
              },
            ]
          : []
        before = isFen
        if (cap === null || isFen < cap.fen) cap = { fen: isFen, by: id }
        return found
      })
    }),
  )
}

/** A share of a price, in whole fen, rounded down: 0.9 of 9.99 is at most 8.99. */
const shareOf = (fen: number, share: number): number => Math.floor(fen * share + 1e-6)

/** What is left of a span without others. */
const without = (span: { from: Instant; to: Instant }, others: readonly { from: Instant; to: Instant }[]) => {
  let left = [span]
  for (const { from, to } of others)
    left = left.flatMap((piece) =>
      [
        { from: piece.from, to: Math.min(piece.to, from) },
        { from: Math.max(piece.from, to), to: piece.to },
      ].filter((part) => part.from < part.to),
    )
  return left
}

/** CMP-12: signed up above a share of the lowest price that was real in the days before. What it cost while it was sold in the
 * campaign itself is no price before it: else the second wave would have to undercut the first. */
const aboveLowest = ({ campaign, signUps, paths, zone }: Bound): Found[] => {
  const { lowest } = campaign.rules
  if (!lowest) return []
  const window = { from: dayStart(lowest.from, zone), to: dayStart(datePlus(lowest.to, 1), zone) }
  const sold = signUps.flatMap(({ wave }) => {
    const found = waveOf(campaign, wave)
    return (found && saleOf(found)) ?? []
  })
  const before = without(window, sold)
  const low = lowestOf(paths.flatMap((path) => before.flatMap(({ from, to }) => pricesIn(path, from, to))))
  if (!low) return []
  const allowed = shareOf(low.fen, lowest.share)
  return signUps
    .filter(({ priceFen }) => priceFen > allowed)
    .map(({ wave, sku, priceFen, signedAt }) => ({
      ...{ rule: 'above-lowest', wave, sku, wasFen: allowed, isFen: priceFen, at: signedAt },
      evidence: [low.by],
    }))
}

const endOfCampaign = ({ waves }: Campaign): Instant | null => {
  const ends = waves.flatMap((wave) => endOfWave(wave) ?? [])
  return ends.length === 0 ? null : Math.max(...ends)
}

/** The wave of these sign-ups that ends last. */
const lastWave = (campaign: Campaign, signUps: readonly SignUp[]): string =>
  [...signUps].sort(
    (a, b) => (endOf(campaign, b.wave) ?? 0) - (endOf(campaign, a.wave) ?? 0) || (a.wave < b.wave ? -1 : 1),
  )[0]?.wave ?? ''

/** CMP-13: cheaper than in the campaign on the days after it on which it may not be. */
const belowAfter = ({ campaign, signUps, paths, zone }: Bound): Found[] => {
  const { holdDays } = campaign.rules
  const end = endOfCampaign(campaign)
  if (end === null || holdDays === 0) return []
  const least = Math.min(...signUps.map(({ priceFen }) => priceFen))
  const wave = lastWave(campaign, signUps)
  const until = daysLater(end, holdDays, zone)
  return paths.flatMap((path) => {
    // A price that had fallen before and stays there is below it from the first moment.
    const stood = path.place === 'desk' ? priceAt(path, end - 1) : null
    const standing = stood ? [{ isFen: stood.fen, id: stood.by, at: end }] : []
    return [...standing, ...changesIn(path, end, until)]
      .filter(({ isFen }) => isFen < least)
      .map(({ isFen, id, at }) => ({
        ...{ rule: 'below-after' as const, wave, sku: path.sku, wasFen: least, isFen, at },
        evidence: [id],
      }))
  })
}

/** The most that buyers can have paid in a wave until a moment: no more than was signed up, and than it then cost. */
const paidIn = (
  campaign: Campaign,
  { wave, priceFen }: SignUp,
  path: PricePath,
  until: Instant,
): Shown | null => {
  const found = waveOf(campaign, wave)
  const sale = found ? saleOf(found) : null
  if (!sale || sale.from >= until) return null
  const prices = pricesIn(path, sale.from, Math.min(sale.to, until))
  const most = prices.reduce<Shown | null>((high, one) => (high && high.fen >= one.fen ? high : one), null)
  return most && most.fen < priceFen ? most : { fen: priceFen, by: 0 }
}

/** CMP-14: cheaper than buyers paid, on the days for which they were promised the difference. Each new low once. */
const claims = ({ campaign, signUps, paths, zone }: Bound): Found[] => {
  const { protectDays } = campaign.rules
  const end = endOfCampaign(campaign)
  if (end === null || protectDays === 0) return []
  const until = daysLater(end, protectDays, zone)
  return paths.flatMap((path) => {
    let low = Number.POSITIVE_INFINITY
    return changesIn(path, 0, until).flatMap(({ isFen, id, at }): Found[] => {
      const [most] = signUps
        .flatMap((signUp) => {
          const paid = paidIn(campaign, signUp, path, at)
          return paid ? [{ ...paid, wave: signUp.wave }] : []
        })
        .sort((a, b) => b.fen - a.fen || (a.wave < b.wave ? -1 : 1))
      if (!most || isFen >= most.fen || isFen >= low) return []
      low = isFen
      const shown = most.by === 0 ? evidence(id) : evidence(most.by, id)
      return [
        { rule: 'protection', wave: most.wave, sku: path.sku, wasFen: most.fen, isFen, at, evidence: shown },
      ]
    })
  })
}

/** The list of a key, which begins empty. */
const listed = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

const bound = ({ campaigns, signUps, changes, categories, zone }: Watched): Bound[] => {
  const paths = new Map<string, PricePath[]>()
  for (const path of pathsOf(changes)) listed(paths, path.product).push(path)
  const signedUp = new Map<number, SignUp[]>()
  for (const one of signUps) listed(signedUp, one.campaignId).push(one)
  return campaigns.flatMap((campaign) => {
    const groups = new Map<string, SignUp[]>()
    for (const one of signedUp.get(campaign.id) ?? []) {
      const key = JSON.stringify([one.product, one.sku])
      listed(groups, key).push(one)
    }
    return [...groups.values()].flatMap((group) => {
      const [first] = group
      if (!first) return []
      const { product, sku } = first
      // A product's sign-up binds its SKUs too, but for those that were signed up by themselves.
      const mine = (path: PricePath): boolean =>
        sku === null
          ? path.sku === null || !groups.has(JSON.stringify([product, path.sku]))
          : path.sku === sku
      const list = (paths.get(product) ?? []).filter(mine)
      const inOrder = [...group].sort((a, b) => a.signedAt - b.signedAt || (a.wave < b.wave ? -1 : 1))
      return [{ campaign, signUps: inOrder, paths: list, zone, category: categories.get(product) ?? null }]
    })
  })
}

/** The earliest first; of the same moment by what they are about. */
const inOrder = (found: readonly WatchFinding[]): WatchFinding[] =>
  found
    .map((one) => {
      const { campaignId, product, sku, rule, wave, evidence: ids, isFen } = one
      return { one, key: JSON.stringify([campaignId, product, sku, rule, wave, ids, isFen]) }
    })
    .sort((a, b) => a.one.at - b.one.at || (a.key < b.key ? -1 : 1))
    .map(({ one }) => one)

/**
 * Prices that broke a rule of a campaign, and those for which buyers may claim a difference, each with the price changes that
 * show it; the earliest first. Pure, and the same whatever the order of what it is given (specs/campaign.md CMP-10 – 15).
 */
export const watch = (watched: Watched): WatchFinding[] =>
  inOrder(
    bound(watched).flatMap((one) => {
      const { campaign, signUps, category } = one
      const { noRaise, exceptCategories } = campaign.rules
      const excepted = exceptionOf(exceptCategories, category)
      const found = [
        ...(noRaise ? raises(one).map((each) => ({ ...each, excepted })) : []),
        ...[...aboveLowest(one), ...belowAfter(one), ...claims(one)].map((each) => ({
          ...each,
          excepted: null,
        })),
      ]
      return found.map((each) => ({ ...each, campaignId: campaign.id, product: signUps[0]?.product ?? '' }))
    }),
  )
