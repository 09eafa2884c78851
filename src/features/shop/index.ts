export { recallMapping, rememberMapping } from './import-mapping.ts'
export { shopRoutes } from './routes.ts'
export { createShop, joinShop, memberNews, type NewMember, type ShopDeps, setState } from './service.ts'
export {
  type By,
  byOf,
  changeSettings,
  differences,
  type SettingsArea,
  type SettingsDeps,
} from './settings.ts'
export {
  areaVersions,
  lockShops,
  memberOf,
  members as membersOf,
  saveSettings,
  settingsOf,
  shopFacts,
  shopsOf,
  teams as teamsOf,
} from './store.ts'
