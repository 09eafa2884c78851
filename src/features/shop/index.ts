export { shopRoutes } from './routes.ts'
export { createShop, joinShop, type NewMember, type ShopDeps } from './service.ts'
export { type By, byOf, changeSettings, differences, type SettingsDeps } from './settings.ts'
export { members as membersOf, saveSettings, settingsOf, shopFacts, teams as teamsOf } from './store.ts'
