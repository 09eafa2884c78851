import { client } from '../../../web/api.ts'
import { bargainingContract } from '../contract.ts'

export const api = client(bargainingContract)

/** Everything of a shop's bargaining, for what is to be asked anew after a change. */
export const BARGAINING = 'bargaining'
