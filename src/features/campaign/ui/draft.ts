import type { CampaignBody } from '../domain/campaign.ts'
import type { PhaseKind, Wave } from '../domain/phase.ts'
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
  /** The other phase of the same kind that is on at the same time. */
  other?: DraftPhase
}

interface Read {
  phase: DraftPhase
  from: number | null
  to: number | null
}

const readPhase = (phase: DraftPhase, zone: string): Read => {
  const until = atWallSecond(phase.until, zone)
  return { phase, from: atWallSecond(phase.from, zone), to: until === null ? null : endAfter(until) }
}

const ofPhase = ({ phase, from, to }: Read): Fault[] => [
  ...(from === null ? [{ at: phase.key, code: 'from' as const }] : []),
  ...(to === null ? [{ at: phase.key, code: 'until' as const }] : []),
  ...(from !== null && to !== null && to <= from ? [{ at: phase.key, code: 'backwards' as const }] : []),
]

const isOn = ({ from, to }: Read): { from: number; to: number } | null =>
  from !== null && to !== null && to > from ? { from, to } : null

/** Phases of different kinds may be on together (spot and balance); two of one kind in a wave may not. */
const clashesIn = (phases: readonly Read[]): Fault[] =>
  phases.flatMap((a) =>
    phases.flatMap((b) => {
      if (a === b || a.phase.kind !== b.phase.kind) return []
      const [one, two] = [isOn(a), isOn(b)]
      if (!one || !two || one.from >= two.to || two.from >= one.to) return []
      return [{ at: a.phase.key, code: 'clash' as const, other: b.phase }]
    }),
  )

export const faultsOf = ({ name, waves }: Draft, zone: string): Fault[] => [
  ...(name.trim() === '' ? [{ at: 0, code: 'name' as const }] : []),
  ...waves.flatMap((wave): Fault[] => {
    const phases = wave.phases.map((phase) => readPhase(phase, zone))
    return [
      ...(wave.name.trim() === '' ? [{ at: wave.key, code: 'wave-name' as const }] : []),
      ...phases.flatMap(ofPhase),
      ...clashesIn(phases),
    ]
  }),
]

/** What is saved; null while something is wrong. Phases in the order of their days. */
export const bodyOf = (draft: Draft, zone: string): CampaignBody | null => {
  if (faultsOf(draft, zone).length > 0) return null
  const waves = draft.waves.map(({ code, name, owner, phases }): Wave => {
    const read = phases.map((phase) => readPhase(phase, zone))
    const on = read.flatMap((one) => {
      const span = isOn(one)
      return span ? [{ kind: one.phase.kind, ...span }] : []
    })
    return { code, name: name.trim(), owner, phases: on.toSorted((a, b) => a.from - b.from) }
  })
  return { ...draft, name: draft.name.trim(), waves }
}
