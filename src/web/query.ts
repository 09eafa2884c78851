import { QueryClient } from '@tanstack/react-query'
import { Refusal } from '../shared/refusal.ts'

/** Answers of the desk that are not live: settings, phrases, products. A refusal is final; a lost connection is not. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => !(error instanceof Refusal) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
})
