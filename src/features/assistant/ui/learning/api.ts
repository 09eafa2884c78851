import { client } from '../../../../web/api.ts'
import { learningContract } from '../../learning/contract.ts'

export const learningApi = client(learningContract)

/** Everything learnt of a shop, for what is to be asked anew after a change. */
export const LEARNING = 'learning'
