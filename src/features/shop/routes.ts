import { type App, serve } from '../../platform/http/serve.ts'
import { shopContract } from './contract.ts'
import * as service from './service.ts'
import { byOf } from './settings.ts'

export const shopRoutes = (app: App, deps: service.ShopDeps): void =>
  serve(app, 'Shop and people', shopContract, {
    me: (_, { actor }) => service.me(deps, actor),
    setPreferences: ({ body }, { actor }) => service.setPreferences(deps, actor, body),
    setState: ({ body }, { actor }) =>
      service.setState(deps, { personId: actor.personId, shops: [...actor.roles.keys()] }, body.state),
    members: ({ params }) => service.membersAndTeams(deps, params.shopId),
    addMember: ({ params, body }, caller) => service.addMember(deps, byOf(caller), params.shopId, body),
    changeMember: ({ params, body }, caller) =>
      service.changeMember(deps, byOf(caller), params.shopId, params.personId, body),
    removeMember: ({ params }, caller) =>
      service.removeMember(deps, byOf(caller), params.shopId, params.personId),
    setShop: ({ params, body }, caller) => service.setShop(deps, byOf(caller), params.shopId, body),
    audit: ({ params, query }) => service.auditEntries(deps, params.shopId, query),
  })
