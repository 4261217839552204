import { QueryClient } from '@tanstack/react-query'
import { SIGNED_OUT } from '../session/me.ts'
import { Failed } from './problem.ts'

/** Answers kept while the pages are open. A refusal is an answer: only what did not get through is tried again. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, refetchOnWindowFocus: true, retry: (times, error) => times < 2 && (!(error instanceof Failed) || error.problem.status === 0 || error.problem.status === 503) },
    mutations: { retry: false },
  },
})

// A session that ended by itself leaves nothing for whoever signs in next.
addEventListener(SIGNED_OUT, () => { answers.clear() })
