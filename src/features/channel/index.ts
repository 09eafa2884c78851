export { type ChannelDeps, channelRoutes } from './routes.ts'
export { createChannel } from './service.ts'
