import { readFile } from 'node:fs/promises'
import { readPairsFile } from '../../src/cli/assistant/pairs-file.ts'
import type { Knowable } from '../../src/features/assistant/domain/faq.ts'
import { chance } from './shop.ts'

/** A made-up small shop: entries drawn from a public set, and questions of that set that they were not made from. */
export interface SmallShop {
  name: string
  entries: Knowable[]
  /** `wants`: the entry's id; null where it belongs to none. */
  asked: { text: string; wants: number | null }[]
}

/** Ways of asking the same, of one set. */
export type Groups = readonly (readonly string[])[]

const shuffled = <T>(list: readonly T[], random: () => number): T[] => {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    const [a, b] = [all[i], all[k]]
    if (a !== undefined && b !== undefined) [all[i], all[k]] = [b, a]
  }
  return all
}

export interface Plan {
  entries: number
  /** Wordings of an entry at most; at least one more is needed to ask with. */
  wordings: number
  /** Questions asked of an entry at most. */
  asks: number
}

/** Of all questions asked, so many belong nowhere. */
const NOWHERE = 0.3

export const smallShop = (name: string, groups: Groups, plan: Plan, seed: number): SmallShop => {
  const random = chance(seed)
  const usable = shuffled(groups, random).filter((group) => group.length > 1)
  const own = usable.slice(0, plan.entries).map((group) => shuffled(group, random))
  const parted = own.map((group) => {
    const known = Math.min(plan.wordings, group.length - 1)
    return { known: group.slice(0, known), asks: group.slice(known, known + plan.asks) }
  })
  const asked = parted.flatMap(({ asks }, id) => asks.map((text) => ({ text, wants: id as number | null })))
  const wanted = Math.round((asked.length * NOWHERE) / (1 - NOWHERE))
  const strange = shuffled(usable.slice(plan.entries).flat(), random).slice(0, wanted)
  return {
    name,
    entries: parted.map(({ known: [question = '', ...wordings] }, id) => ({
      ...{ id, question, wordings, answer: question, pictures: [], items: [], phases: [] },
      ...{ validFrom: null, validTo: null },
    })),
    asked: [...asked, ...strange.map((text) => ({ text, wants: null }))],
  }
}

/** Sentences that pairs call the same, also through others. */
const groupsOfPairs = async (file: string): Promise<string[][]> => {
  const { pairs } = await readPairsFile(file)
  const of = new Map<string, Set<string>>()
  for (const { a, b, same } of pairs) {
    if (!same) continue
    const all = new Set([...(of.get(a) ?? [a]), ...(of.get(b) ?? [b])])
    for (const text of all) of.set(text, all)
  }
  return [...new Set(of.values())].map((group) => [...group])
}

const grouped = (rows: readonly (readonly [text: string, label: string])[]): string[][] =>
  [...Map.groupBy(rows, ([, label]) => label).values()].map((group) => [
    ...new Set(group.map(([text]) => text)),
  ])

/** The sets, by name; those whose folder is not given are left out. */
export const readGroups = async (pairs: string, intents: string): Promise<Map<string, Groups>> => {
  const sets = new Map<string, Groups>()
  if (intents !== '') {
    const clinc = JSON.parse(await readFile(`${intents}/clinc150_train_val.json`, 'utf8')) as {
      train: [string, string][]
    }
    sets.set('CLINC150', grouped(clinc.train))
    const rows = (await readFile(`${intents}/banking77_train.csv`, 'utf8')).split(/\r?\n/).slice(1)
    sets.set(
      'BANKING77',
      grouped(
        rows.flatMap((row): [string, string][] => {
          const cut = row.lastIndexOf(',')
          if (cut < 0) return []
          return [[row.slice(0, cut).replace(/^"|"$/g, '').replaceAll('""', '"'), row.slice(cut + 1)]]
        }),
      ),
    )
  }
  if (pairs !== '') {
    sets.set('LCQMC', await groupsOfPairs(`${pairs}/LCQMC_dev.txt`))
    sets.set('BQ', await groupsOfPairs(`${pairs}/BQ_corpus_dev.csv`))
    sets.set('ATEC', await groupsOfPairs(`${pairs}/ATEC.valid.tsv`))
  }
  return sets
}

/** The kinds of shops that are simulated, by set. */
export const PLANS: readonly (readonly [set: string, plan: Plan])[] = [
  ['CLINC150', { entries: 50, wordings: 6, asks: 8 }],
  ['CLINC150', { entries: 50, wordings: 3, asks: 8 }],
  ['CLINC150', { entries: 100, wordings: 10, asks: 4 }],
  ['CLINC150', { entries: 15, wordings: 5, asks: 20 }],
  ['BANKING77', { entries: 50, wordings: 6, asks: 8 }],
  ['BANKING77', { entries: 50, wordings: 3, asks: 8 }],
  ['LCQMC', { entries: 150, wordings: 3, asks: 3 }],
  ['LCQMC', { entries: 60, wordings: 1, asks: 3 }],
  ['BQ', { entries: 60, wordings: 3, asks: 6 }],
  ['BQ', { entries: 60, wordings: 1, asks: 3 }],
  ['ATEC', { entries: 60, wordings: 1, asks: 3 }],
]
