export { defaultPhrases } from './defaults.ts'
export { phraseRoutes } from './routes.ts'
export { seedPhrases } from './service.ts'
export { forgetting } from './uses.ts'
