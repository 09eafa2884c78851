export type { BuyersHistory, WebChatDeps } from './ports.ts'
export { webChatRoutes } from './routes.ts'
export { widgetScript } from './script.ts'
export type { Said } from './shown.ts'
