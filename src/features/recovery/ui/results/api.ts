import { client } from '../../../../web/api.ts'
import { resultsContract } from '../../results/contract.ts'

export const resultsApi = client(resultsContract)
