export { defaultAssistantSettings } from './defaults.ts'
export { assistantRoutes } from './routes.ts'
export { loadAssistant, setAssistantSettings } from './service.ts'
