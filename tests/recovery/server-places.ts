/** Where a server is at its weakest: decided and not said, said and not written down, claimed and not handed over, handed over
 * and not written down. */
export const places = ['decided', 'said', 'claimed', 'taken'] as const
export type Place = (typeof places)[number]
