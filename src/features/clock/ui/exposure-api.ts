import { client } from '../../../web/api.ts'
import { exposureContract } from '../exposure/contract.ts'

export const exposureApi = client(exposureContract)
