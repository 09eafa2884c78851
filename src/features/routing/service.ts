import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { ShopFacts } from '../shop/domain.ts'
import {
  type By,
  changeSettings,
  differences,
  type SettingsDeps,
  saveSettings,
  shopFacts,
  teamsOf,
} from '../shop/index.ts'
import type { RoutingSettings } from './domain/settings.ts'
import { type RoutingProblem, routingProblemsOf } from './domain/valid.ts'
import { loadRoutingSettings } from './load.ts'
import * as store from './store.ts'

const load = async (tx: Tx, shopId: number): Promise<{ shop: ShopFacts; settings: RoutingSettings }> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return { shop, settings: await loadRoutingSettings(tx, shop) }
}

const problemsOf = async (tx: Tx, shopId: number, settings: RoutingSettings): Promise<RoutingProblem[]> => {
  const people = (await store.peopleOf(tx, shopId)).filter(({ role }) => role !== 'viewer')
  return routingProblemsOf(settings, people)
}

interface Said {
  settings: RoutingSettings
  warnings: RoutingProblem[]
}

const said = async (tx: Tx, shopId: number, settings: RoutingSettings): Promise<Said> => ({
  settings,
  warnings: (await problemsOf(tx, shopId, settings)).filter(({ severity }) => severity === 'warning'),
})

export const routingSettings = (deps: SettingsDeps, shopId: number): Promise<Said> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => said(tx, shopId, (await load(tx, shopId)).settings))

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`)

/** Makes the shop's teams those of the settings. Refuses `malformed` for one that is given up but still in use. */
const keepTeams = async (tx: Tx, shopId: number, teams: RoutingSettings['teams']): Promise<void> => {
  const before = await teamsOf(tx, shopId)
  const kept = new Set(teams.map(({ code }) => code))
  const gone = before.filter(({ code }) => !kept.has(code))
  const names = new Map(before.map(({ code, name }) => [code, name]))
  const used = (
    await store.usesOfTeams(
      tx,
      shopId,
      gone.map(({ code }) => code),
    )
  ).filter(({ members, conversations }) => members + conversations > 0)
  if (used.length > 0)
    throw refuse('malformed', {
      where: 'body',
      problems: used.map(({ code, members, conversations }) => ({
        field: 'teams',
        code: 'team-in-use',
        problem: `the team ${names.get(code)} (${code}) still has ${count(members, 'member', 'members')} and ${count(conversations, 'open conversation', 'open conversations')}: move them to another team first`,
        team: code,
        members,
        conversations,
      })),
    })
  for (const { code } of gone) await store.deleteTeam(tx, shopId, code)
  for (const { code, name } of teams)
    if (names.get(code) !== name) await store.saveTeam(tx, shopId, { code, name })
}

/** Rules by their intents only: hundreds of words have no place in an audit entry. */
const intentChanges = (before: RoutingSettings['intents'], after: RoutingSettings['intents']) => ({
  from: before.map(({ intent, team }) => `${intent} → ${team}`),
  to: after.map(({ intent, team }) => `${intent} → ${team}`),
})

/** Replaces a shop's routing settings and with them its teams, whole or not at all. Refuses `malformed` with problems
 * that name field, code and the way to mend it (specs/routing.md RTG-50, RTG-51). */
export const setRoutingSettings = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  settings: RoutingSettings,
): Promise<Said> =>
  changeSettings(deps, by, shopId, 'routing', async (tx) => {
    const problems = (await problemsOf(tx, shopId, settings)).filter(({ severity }) => severity === 'error')
    if (problems.length > 0) throw refuse('malformed', { where: 'body', problems })
    const { settings: before } = await load(tx, shopId)
    await keepTeams(tx, shopId, settings.teams)
    const gives = await said(tx, shopId, settings)
    const { intents, ...changed } = differences(before, settings)
    if (!intents && Object.keys(changed).length === 0) return { gives, audit: null }
    await saveSettings(tx, shopId, 'routing', settings)
    const detail = intents
      ? { ...changed, intents: intentChanges(before.intents, settings.intents) }
      : changed
    return { gives, audit: { what: 'routing.changed', detail } }
  })
