export { defaultAssistantSettings } from './defaults.ts'
export { createKnowledge, type Knowledge } from './knowledge/live.ts'
export { assistantRoutes } from './routes.ts'
export { loadAssistant, setAssistantSettings } from './service.ts'
