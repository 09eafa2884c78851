import type { CampaignBody } from '../domain/campaign.ts'
import type { PhaseKind, Wave } from '../domain/phase.ts'
import { checkCampaign } from '../domain/valid.ts'
import { atWallSecond, endAfter, lastSecond, wallSecond } from './when.ts'

/** A phase as the form shows it: by the shop's clocks, until its last second. */
export interface DraftPhase {
  /** Tells rows apart while they are edited. */
  key: number
  kind: PhaseKind
  from: string
  until: string
}
export interface DraftWave {
  key: number
  /** What activities and sign-ups know it by; stays when it is renamed. */
  code: string
  name: string
  owner: number | null
  phases: DraftPhase[]
}
export interface Draft extends Omit<CampaignBody, 'waves'> {
  waves: DraftWave[]
}

let keys = 0
const nextKey = () => ++keys

export const draftOf = ({ name, template, ruleSet, rules, waves }: CampaignBody, zone: string): Draft => ({
  ...{ name, template, ruleSet, rules },
  waves: waves.map(({ phases, ...wave }) => ({
    ...wave,
    key: nextKey(),
    phases: phases.map(({ kind, from, to }) => ({
      ...{ key: nextKey(), kind },
      from: wallSecond(from, zone),
      until: wallSecond(lastSecond(to), zone),
    })),
  })),
})

/** A code that no wave has. */
const freeCode = (waves: readonly { code: string }[], n = waves.length + 1): string =>
  waves.some(({ code }) => code === `w${n}`) ? freeCode(waves, n + 1) : `w${n}`

export const blankWave = (waves: readonly DraftWave[], name: string): DraftWave => ({
  ...{ key: nextKey(), code: freeCode(waves), name },
  owner: null,
  phases: [],
})
/** A phase that begins where the last of the wave ends, for whoever writes them down in order. */
export const blankPhase = (kind: PhaseKind, wave: DraftWave, zone: string): DraftPhase => {
  const last = wave.phases.at(-1)
  const until = last && atWallSecond(last.until, zone)
  const from = until == null ? '' : wallSecond(endAfter(until), zone)
  return { key: nextKey(), kind, from, until: '' }
}

export type FaultCode = 'name' | 'wave-name' | 'from' | 'until' | 'backwards' | 'clash'

/** What is wrong with a draft, at the key of the wave or phase it stands at; 0: the campaign. */
export interface Fault {
  at: number
  code: FaultCode
  /** The other phase of the same kind that is on at the same time, and its wave. */
  other?: { phase: DraftPhase; wave: DraftWave }
}

interface Read {
  phase: DraftPhase
  wave: DraftWave
  from: number | null
  to: number | null
}

const readPhase = (wave: DraftWave, phase: DraftPhase, zone: string): Read => {
  const until = atWallSecond(phase.until, zone)
  return { phase, wave, from: atWallSecond(phase.from, zone), to: until === null ? null : endAfter(until) }
}

const openIn = ({ phase, from, to }: Read): Fault[] => [
  ...(from === null ? [{ at: phase.key, code: 'from' as const }] : []),
  ...(to === null ? [{ at: phase.key, code: 'until' as const }] : []),
]

const bodyWith = (draft: Draft, readable: readonly Read[]): CampaignBody => ({
  ...draft,
  name: draft.name.trim(),
  waves: draft.waves.map(({ code, name, owner, key }): Wave => {
    const phases = readable.flatMap(({ wave, phase: { kind }, from, to }) =>
      wave.key === key && from !== null && to !== null ? [{ kind, from, to }] : [],
    )
    return { code, name: name.trim(), owner, phases }
  }),
})

/** What the rules of campaigns find in the phases that are filled in (specs/campaign.md CMP-3), each clash at both. */
const foundIn = (draft: Draft, readable: readonly Read[], zone: string): Fault[] => {
  const at = (field: string): Read | undefined => {
    const [, wave, phase] = /^waves\.(\d+)\.phases\.(\d+)/.exec(field) ?? []
    const key = draft.waves[Number(wave)]?.key
    return readable.filter((one) => one.wave.key === key)[Number(phase)]
  }
  const members = new Set(draft.waves.flatMap(({ owner }) => (owner === null ? [] : [owner])))
  return checkCampaign(bodyWith(draft, readable), { zone, members }).flatMap(
    ({ field, code, values }): Fault[] => {
      const one = at(field)
      if (!one) return []
      if (code === 'phase-order') return [{ at: one.phase.key, code: 'backwards' }]
      const two = at(String(values.other))
      if (code !== 'phase-overlap' || !two) return []
      return [
        { at: two.phase.key, code: 'clash', other: { phase: one.phase, wave: one.wave } },
        { at: one.phase.key, code: 'clash', other: { phase: two.phase, wave: two.wave } },
      ]
    },
  )
}

const readAll = ({ waves }: Draft, zone: string): Read[] =>
  waves.flatMap((wave) => wave.phases.map((phase) => readPhase(wave, phase, zone)))

export const faultsOf = (draft: Draft, zone: string): Fault[] => {
  const read = readAll(draft, zone)
  const filled = read.filter(({ from, to }) => from !== null && to !== null)
  return [
    ...(draft.name.trim() === '' ? [{ at: 0, code: 'name' as const }] : []),
    ...draft.waves.flatMap(({ key, name }) =>
      name.trim() === '' ? [{ at: key, code: 'wave-name' as const }] : [],
    ),
    ...read.flatMap(openIn),
    ...foundIn(draft, filled, zone),
  ]
}

/** What is saved; null while something is wrong. Phases in the order of their days. */
export const bodyOf = (draft: Draft, zone: string): CampaignBody | null => {
  if (faultsOf(draft, zone).length > 0) return null
  const body = bodyWith(draft, readAll(draft, zone))
  return {
    ...body,
    waves: body.waves.map((wave) => ({ ...wave, phases: wave.phases.toSorted((a, b) => a.from - b.from) })),
  }
}
