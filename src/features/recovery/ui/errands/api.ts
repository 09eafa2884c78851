import { client } from '../../../../web/api.ts'
import { errandContract } from '../../errands/contract.ts'

export const api = client(errandContract)

/** Everything of a shop's errands, for what is to be asked anew after a change. */
export const ERRANDS = 'errands'
