import { queries } from '../../../web/query.ts'

/** Breaches may come by the hundred; what they cost is asked for anew no more often than this, ms. */
const PACE = 1000
let asking = false

/** A limit was not kept, or an incident written down or struck out: open pages add up anew. */
export const askExposureAnew = () => {
  if (asking) return
  asking = true
  setTimeout(() => {
    asking = false
    void queries.invalidateQueries({ queryKey: ['exposure'] })
  }, PACE)
}
