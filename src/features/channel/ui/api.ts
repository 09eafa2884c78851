import { client } from '../../../web/api.ts'
import { channelContract } from '../contract.ts'

export const channelApi = client(channelContract)
