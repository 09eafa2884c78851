export { phraseRoutes } from './routes.ts'
export { insertPhrase } from './store.ts'
