import type { z } from 'zod'

type S = z.ZodType

/** One endpoint as data: the server's route, its OpenAPI entry and the web's client are all derived from it. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'delete'
  /** With parameters in braces: `/api/shops/{shopId}/conversations/{id}`. */
  path: string
  params?: S
  query?: S
  body?: S
  /** What it answers with. */
  gives: S
  /** The permission a person needs in the shop of the path, or `sign-in` where any signed-in person may. */
  needs: string
  /** One sentence for the reference page. */
  says: string
}

export const endpoints = <const C extends Record<string, Endpoint>>(c: C): C => c

export type Ask<E> = {
  [K in 'params' | 'query' | 'body' as K extends keyof E ? K : never]: E[K & keyof E] extends infer T extends
    S
    ? z.input<T>
    : never
}
export type Asked<E> = {
  [K in 'params' | 'query' | 'body' as K extends keyof E ? K : never]: E[K & keyof E] extends infer T extends
    S
    ? z.output<T>
    : never
}
export type Client<C extends Record<string, Endpoint>> = {
  [K in keyof C]: (ask: Ask<C[K]>) => Promise<z.output<C[K]['gives']>>
}
