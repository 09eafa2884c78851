import { HOUR, MINUTE, SECOND } from '../../src/shared/time.ts'
import { type Chance, chance } from './random.ts'

/** What happens in a simulated hour whoever gets what: the same buyers with the same needs for every way of routing. */
export interface World {
  agents: WorldAgent[]
  /** By arrival. Times are ms from the start. */
  chats: WorldChat[]
  minutes: number
}

export interface WorldAgent {
  /** From 1. */
  id: number
  teams: string[]
  slots: number
  /** Types for 20 s × pace where others type for 20 s. */
  pace: number
  absences: { from: number; to: number; how: Absence }[]
}

/** `break`: says so, answers what is open for 2 minutes more. `gone`: browser and person vanish. `dozing`: nobody is at
 * the desk, while the browser goes on saying “online”. */
export type Absence = 'break' | 'gone' | 'dozing'

export interface WorldChat {
  id: number
  buyer: number
  at: number
  /** The team that could answer best, whatever the words say. */
  need: string
  text: string
  /** Goes away if no person has it by then, ms. */
  patience: number
  rounds: WorldRound[]
  /** Who served this buyer before today, and how long ago, ms. */
  served: { agent: number; ago: number } | null
  /** Writes anew so long after the end of the chat. */
  back: { after: number; rounds: WorldRound[] } | null
}
/** The person types for `work` ms (at pace 1), the buyer asks the next `gap` ms after the answer. */
export interface WorldRound {
  work: number
  gap: number
}

export interface Scenario {
  name: string
  /** New chats in 15 minutes. */
  perQuarter: number
  agents: number
  minutes: number
  /** How many of ten people are away once in the hour, by kind. */
  absent: Record<Absence, number>
}

/** Shares of all chats, and of people. Bargaining takes two slots, so it needs more people than its share. */
const NEEDS = [
  { team: 'pre-sales', share: 0.4, people: 0.37, second: 'bargaining' },
  { team: 'order-change', share: 0.18, people: 0.16, second: 'after-sales' },
  { team: 'after-sales', share: 0.3, people: 0.27, second: 'order-change' },
  { team: 'bargaining', share: 0.12, people: 0.2, second: 'pre-sales' },
] as const

const TEXTS: Record<string, readonly [string, ...string[]]> = {
  'pre-sales': ['这款有现货吗', '170 穿什么码', '面料是纯棉的吗', '和上一款有什么区别', '活动几点开始'],
  'order-change': ['帮我改地址', '拍错了能换颜色吗', '我要改尺码', '取消订单可以吗'],
  'after-sales': ['收到的杯子破损了', '我要退货', '少发了一件', '物流不动三天了', '退款什么时候到账'],
  bargaining: ['能便宜点吗', '两件可以打个折吗', '抹零行不行', '最低多少'],
}
/** Says nothing of what it is about: goes to the fallback team. */
const VAGUE: readonly [string, ...string[]] = ['在吗', '你好，问一下', '有人吗']

/** Facts of the trade (mean handling times 5 to 7 minutes at 1 to 5 parallel, patience 3 minutes) need 4 rounds of 20 s
 * typing with 55 s between: one person who types one answer at a time then gives 5.0, 5.4, 5.8, 6.5, 7.3 minutes. */
const ROUNDS = 4
const WORK = 20 * SECOND
const GAP = 55 * SECOND
const PATIENCE = 3 * MINUTE

/** The need at a place between 0 and 1, each as wide as its share. */
const needAt = (place: number): string => {
  let left = place
  for (const { team, share } of NEEDS) {
    left -= share
    if (left < 0) return team
  }
  return NEEDS[0].team
}

const roundsOf = (dice: Chance, mean: number): WorldRound[] => {
  // 1 to 2 × mean − 1, evenly: some buyers ask one thing, some a dozen.
  const count = 1 + Math.floor(dice.next() * (2 * mean - 1))
  return Array.from({ length: count }, () => ({
    work: dice.lognormal(WORK, 0.5),
    gap: dice.exponential(GAP),
  }))
}

const agentsOf = ({ agents, minutes, absent }: Scenario, seed: number): WorldAgent[] => {
  let [filled, team] = [0, 0]
  return Array.from({ length: agents }, (_, i) => {
    const dice = chance(seed, 1_000_000 + i)
    const need = NEEDS[team] ?? NEEDS[0]
    filled += 1
    if (filled >= Math.round(need.people * agents) && team < NEEDS.length - 1) [filled, team] = [0, team + 1]
    const absences: WorldAgent['absences'] = []
    const lasting: Record<Absence, [number, number]> = { break: [8, 12], gone: [2, 8], dozing: [3, 8] }
    for (const how of ['break', 'gone', 'dozing'] as const) {
      const from = dice.between(0, minutes) * MINUTE
      const to = from + dice.between(...lasting[how]) * MINUTE
      const happens = dice.next() < absent[how] / 10
      if (happens && absences.every((a) => to < a.from || from > a.to)) absences.push({ from, to, how })
    }
    return {
      id: i + 1,
      teams: dice.next() < 0.4 ? [need.team, need.second] : [need.team],
      slots: 5,
      pace: dice.lognormal(1, 0.2),
      absences: absences.sort((a, b) => a.from - b.from),
    }
  })
}

const chatOf = (seed: number, id: number, at: number, agents: readonly WorldAgent[]): WorldChat => {
  const dice = chance(seed, id)
  const need = needAt(dice.next())
  const text = dice.next() < 0.08 ? dice.pick(VAGUE) : dice.pick(TEXTS[need] ?? VAGUE)
  const patience = dice.exponential(PATIENCE)
  const rounds = roundsOf(dice, ROUNDS)
  const agent = agents[Math.floor(dice.next() * agents.length)]?.id ?? 1
  const ago = dice.between(0, 96) * HOUR
  const served = dice.next() < 0.15 ? { agent, ago } : null
  const after = dice.between(2, 15) * MINUTE
  const again = roundsOf(dice, 2)
  return {
    id,
    buyer: id,
    at,
    need,
    text,
    patience,
    rounds,
    served,
    back: dice.next() < 0.08 ? { after, rounds: again } : null,
  }
}

/** The hour of a seed: arrivals of a Poisson process at an even rate, everything else drawn for each by itself. */
export const worldOf = (scenario: Scenario, seed: number): World => {
  const agents = agentsOf(scenario, seed)
  const dice = chance(seed, 2_000_000)
  const chats: WorldChat[] = []
  const meanGap = (15 * MINUTE) / scenario.perQuarter
  for (let at = dice.exponential(meanGap); at < scenario.minutes * MINUTE; at += dice.exponential(meanGap))
    chats.push(chatOf(seed, chats.length + 1, at, agents))
  return { agents, chats, minutes: scenario.minutes }
}

const troubled = { break: 4, gone: 2, dozing: 2 }
const none = { break: 0, gone: 0, dozing: 0 }
export const scenarios: readonly Scenario[] = [
  { name: 'promotion hour', perQuarter: 300, agents: 30, minutes: 60, absent: troubled },
  { name: 'promotion hour +30 %', perQuarter: 390, agents: 30, minutes: 60, absent: troubled },
  { name: 'ordinary hour', perQuarter: 60, agents: 9, minutes: 60, absent: troubled },
  { name: 'promotion hour, nobody away', perQuarter: 300, agents: 30, minutes: 60, absent: none },
]
