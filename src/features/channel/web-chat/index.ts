export { webChatRoutes } from './routes.ts'
export { widgetScript } from './script.ts'
