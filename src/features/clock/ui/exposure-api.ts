import { client } from '../../../web/api.ts'
import { queries } from '../../../web/query.ts'
import { exposureContract } from '../exposure/contract.ts'

export const exposureApi = client(exposureContract)

/** Breaches may come by the hundred; what they cost is asked for anew no more often than this, ms. */
const PACE = 1000
let waiting: ReturnType<typeof setTimeout> | undefined

/** A limit was not kept, or an incident written down or struck out: open pages add up anew. */
export const askExposureAnew = () => {
  waiting ??= setTimeout(() => {
    waiting = undefined
    void queries.invalidateQueries({ queryKey: ['exposure'] })
  }, PACE)
}
