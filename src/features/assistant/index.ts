export { defaultAssistantSettings } from './defaults.ts'
export { defaultFaq, plainEntry } from './knowledge/default-faq.ts'
export { createKnowledge, type Knowledge } from './knowledge/live.ts'
export { knowledgeRoutes } from './knowledge/routes.ts'
export {
  addWordings as addFaqWordings,
  beginFaq,
  insertEntry as insertFaqEntry,
} from './knowledge/store.ts'
export { createReader, learningJobs, learningRoutes } from './learning/index.ts'
export { createProvider, type Provider } from './provider/live.ts'
export { providerRoutes } from './provider/routes.ts'
export { assistantRoutes } from './routes.ts'
export { loadAssistant, setAssistantSettings } from './service.ts'
export { suggestRoutes } from './suggest/routes.ts'
