import type { Tx } from '../../platform/db/db.ts'
import { type Actor, may } from '../../shared/access.ts'
import { memberOf } from '../shop/index.ts'

/** May change what belongs to teams and the shop. */
export const isEditor = (actor: Actor, shopId: number): boolean => {
  const role = actor.roles.get(shopId)
  return role !== undefined && may(role, 'settings.edit')
}

/** The teams whose phrases a person sees; null for all: who edits them answers for every team. */
export const teamsSeen = async (tx: Tx, actor: Actor, shopId: number): Promise<string[] | null> =>
  isEditor(actor, shopId) ? null : ((await memberOf(tx, shopId, actor.personId))?.teams ?? [])
