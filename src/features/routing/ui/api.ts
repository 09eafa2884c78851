import { client } from '../../../web/api.ts'
import { queries } from '../../../web/query.ts'
import { directingContract } from '../../desk/directing-contract.ts'
import { routingContract } from '../contract.ts'

export const routingApi = client(routingContract)
export const directingApi = client(directingContract)

/** Asks again what the desk says of the queue, after something was directed. */
export const askQueueAnew = () => queries.invalidateQueries({ queryKey: ['queue'] })
