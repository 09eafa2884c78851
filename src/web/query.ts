import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query'
import { Refusal } from '../shared/refusal.ts'

class Queries extends QueryClient {
  /**
   * News that comes while something is asked for the first time would be lost: the answer may be older than the news and
   * counts as fresh (of what has an answer already, the library asks anew by itself). So it is asked again.
   */
  override async invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options?: InvalidateOptions,
  ): Promise<void> {
    const { queryKey, exact, predicate } = filters
    await this.cancelQueries({
      ...(queryKey && { queryKey }),
      ...(exact !== undefined && { exact }),
      fetchStatus: 'fetching',
      predicate: (query) => query.state.data === undefined && (predicate?.(query as never) ?? true),
    })
    await super.invalidateQueries(filters, options)
  }
}

/** Answers of the desk that are not live: settings, phrases, products. A refusal is final; a lost connection is not. */
export const queries: QueryClient = new Queries({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => !(error instanceof Refusal) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
})
