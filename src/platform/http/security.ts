/** What stands between the open network and the handlers. Each part is in a file of its own. */
export { type Client, clientOf, party } from './security/client.ts'
export { answerErrors, faultFacts, nothingHere } from './security/errors.ts'
export { embeddable, securityHeaders } from './security/headers.ts'
export { type Counter, counter, limitBy } from './security/limit.ts'
export { sameOrigin } from './security/origin.ts'
