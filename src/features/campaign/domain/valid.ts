import { folded } from '../../../shared/text.ts'
import { type Activity, type ActivityBody, activityFacts, type FactAnswer } from './activity.ts'
import { clockText, spanText } from './calendar.ts'
import type { CampaignBody, SignUp } from './campaign.ts'
import type { Phase } from './phase.ts'
import { phaseNames } from './phases.ts'
import { type Problem, problemAt } from './valid-problem.ts'

interface Placed extends Phase {
  wave: string
  field: string
}

const overlaps = (a: Phase, b: Phase): boolean => a.from < b.to && b.from < a.to

const phaseProblems = (body: CampaignBody, zone: string): Problem[] => {
  const placed: Placed[] = body.waves.flatMap(({ code, phases }, i) =>
    phases.map((phase, j) => ({ ...phase, wave: code, field: `waves.${i}.phases.${j}` })),
  )
  return placed.flatMap((phase, i) => {
    if (phase.from >= phase.to)
      return [problemAt(`${phase.field}.to`, 'phase-order', { to: clockText(phase.to, zone) })]
    // Told of once, at the later of the two in the list.
    return placed
      .slice(0, i)
      .filter((other) => other.kind === phase.kind && other.from < other.to && overlaps(other, phase))
      .map((other) =>
        problemAt(phase.field, 'phase-overlap', {
          kind: phaseNames[phase.kind].en,
          wave: phase.wave,
          span: spanText(phase, zone),
          otherWave: other.wave,
          otherSpan: spanText(other, zone),
          other: other.field,
        }),
      )
  })
}

const waveProblems = ({ waves }: CampaignBody): Problem[] =>
  waves.flatMap(({ code }, i) => {
    const first = waves.findIndex((other) => other.code === code)
    return first < i ? [problemAt(`waves.${i}.code`, 'wave-code-twice', { other: first + 1 })] : []
  })

const ownerProblem = (field: string, owner: number | null, members: ReadonlySet<number>): Problem[] =>
  owner === null || members.has(owner) ? [] : [problemAt(field, 'not-a-member')]

/** What was made of a wave that a campaign had. */
export interface WaveUse {
  wave: string
  activities: number
  signUps: number
}

/**
 * What is wrong with a campaign as it would be saved (specs/campaign.md CMP-3). Phases of different kinds may overlap and
 * leave gaps. `members`: who works in the shop. `uses`: what hangs on the waves it has had so far.
 */
export const checkCampaign = (
  body: CampaignBody,
  { zone, members, uses = [] }: { zone: string; members: ReadonlySet<number>; uses?: readonly WaveUse[] },
): Problem[] => [
  ...waveProblems(body),
  ...body.waves.flatMap(({ owner }, i) => ownerProblem(`waves.${i}.owner`, owner, members)),
  ...phaseProblems(body, zone),
  ...(body.rules.lowest && body.rules.lowest.from > body.rules.lowest.to
    ? [problemAt('rules.lowest.to', 'lowest-order')]
    : []),
  ...uses
    .filter(({ wave }) => !body.waves.some(({ code }) => code === wave))
    .map((use) => problemAt('waves', 'wave-in-use', { ...use })),
]

/** A product of the catalog, as far as it can be named wrongly. */
export interface Known {
  category: string | null
  skus: readonly string[]
}
export type Catalog = ReadonlyMap<string, Known>

type Named = { product: string; sku: string | null }

const productProblems = (field: string, list: readonly Named[], catalog: Catalog): Problem[] =>
  list.flatMap(({ product, sku }, i) => {
    const known = catalog.get(product)
    if (!known) return [problemAt(`${field}.${i}.product`, 'unknown-product', { product })]
    // A product without SKUs has itself for one.
    if (sku === null || known.skus.includes(sku) || (known.skus.length === 0 && sku === product)) return []
    const there = known.skus.length === 0 ? 'none' : known.skus.slice(0, 10).join(', ')
    return [problemAt(`${field}.${i}.sku`, 'unknown-sku', { product, sku, known: there })]
  })

const twiceProblems = (field: string, keys: readonly string[], name: (i: number) => string): Problem[] => {
  const first = new Map<string, number>()
  return keys.flatMap((key, i) => {
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, i)
      return []
    }
    return [problemAt(`${field}.${i}`, 'product-twice', { product: name(i), other: `${field}.${other}` })]
  })
}

const named = (list: readonly Named[]) => (i: number) => {
  const { product = '', sku = null } = list[i] ?? {}
  return sku === null ? product : `${product}/${sku}`
}

const waveProblem = (field: string, wave: string, waves: readonly { code: string }[]): Problem[] =>
  waves.some(({ code }) => code === wave)
    ? []
    : [problemAt(field, 'unknown-wave', { wave, known: waves.map(({ code }) => code).join(', ') || 'none' })]

const said = (answer: FactAnswer): string => ('says' in answer ? answer.says : '–')
const sameAnswer = (a: FactAnswer, b: FactAnswer): boolean => folded(said(a)) === folded(said(b))

/** The product that two activities share; one SKU of it may be the other's whole product. */
const shared = (a: Pick<Activity, 'products'>, b: Pick<Activity, 'products'>): string | null =>
  a.products.find((one) =>
    b.products.some(
      (other) =>
        other.product === one.product && (other.sku === null || one.sku === null || other.sku === one.sku),
    ),
  )?.product ?? null

/** Where an activity and the others of its wave would give buyers of one product two answers. */
const contradictions = (body: ActivityBody, others: readonly Activity[]): Problem[] =>
  others
    .filter(({ wave }) => wave === body.wave)
    .flatMap((other) => {
      const product = shared(body, other)
      if (product === null) return []
      return activityFacts.flatMap((fact) => {
        const [here, there] = [body.facts[fact], other.facts[fact]]
        if (!here || !there || sameAnswer(here, there)) return []
        const values = { product, activity: other.name, here: said(here), there: said(there) }
        return [problemAt(`facts.${fact}`, 'contradicts', values)]
      })
    })

/** What is wrong with an activity as it would be saved (CMP-4). `others`: the campaign's other activities. */
export const checkActivity = (
  body: ActivityBody,
  {
    waves,
    others,
    catalog,
    members,
  }: {
    waves: readonly { code: string }[]
    others: readonly Activity[]
    catalog: Catalog
    members: ReadonlySet<number>
  },
): Problem[] => [
  ...waveProblem('wave', body.wave, waves),
  ...ownerProblem('owner', body.owner, members),
  ...productProblems('products', body.products, catalog),
  ...twiceProblems(
    'products',
    body.products.map(({ product, sku }) => JSON.stringify([product, sku])),
    named(body.products),
  ),
  ...contradictions(body, others),
]

/** What is wrong with a list of sign-ups (CMP-5). */
export const checkSignUps = (
  list: readonly Omit<SignUp, 'campaignId' | 'signedAt'>[],
  { waves, catalog }: { waves: readonly { code: string }[]; catalog: Catalog },
): Problem[] => [
  ...list.flatMap(({ wave }, i) => waveProblem(`signUps.${i}.wave`, wave, waves)),
  ...productProblems('signUps', list, catalog),
  ...twiceProblems(
    'signUps',
    list.map(({ wave, product, sku }) => JSON.stringify([wave, product, sku])),
    named(list),
  ),
]
