import { client } from '../../../web/api.ts'
import { assistantContract } from '../contract.ts'

export const assistantApi = client(assistantContract)
