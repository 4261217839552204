import { useRef } from 'react'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type Answer, type Input, type Name } from './client.ts'
import type { Api } from './types.ts'

/** The operations that answer with a page of a list. */
export type Listing = { [N in Name]: Api[N]['answer'] extends { items: readonly unknown[]; next: string | null } ? N : never }[Name]
export type Item<N extends Listing> = Answer<N> extends { items: readonly (infer One)[] } ? One : never

interface Page<N extends Listing> { readonly items: readonly Item<N>[]; readonly next: string | null }

/** An answer, asked for once and kept; `undefined` while it is on its way. */
export function useAnswer<N extends Name>(name: N, input: Input<N>, enabled = true) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: [name, input], enabled, queryFn: ({ signal }) => call(name, { ...input, signal }) })
  return { answer: data, error, waiting: isPending && enabled, again: () => { void refetch() } }
}

/** A list, page by page; while another search is on its way the last one stands. */
export function usePages<N extends Listing>(name: N, input: Input<N>, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: [name, input], enabled, placeholderData: keepPreviousData, initialPageParam: '',
    queryFn: ({ pageParam, signal }) => call(name, { ...input, query: { ...input.query, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    getNextPageParam: page => pageOf<N>(page).next,
  })
  return {
    items: query.data?.pages.flatMap(page => pageOf<N>(page).items), error: query.error, waiting: query.isPending && enabled,
    more: query.hasNextPage, onMore: () => { void query.fetchNextPage() }, again: () => { void query.refetch() },
  }
}

/** A list that is wanted whole: all its pages, one after another. */
export function useAll<N extends Listing>(name: N, input: Input<N>, enabled = true) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [name, input, 'all'], enabled,
    queryFn: async ({ signal }) => {
      const items: Item<N>[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<N> = pageOf<N>(await call(name, { ...input, query: { limit: 200, ...input.query, ...(cursor === '' ? {} : { cursor }) }, signal }))
        items.push(...page.items)
        cursor = page.next
      }
      return items
    },
  })
  return { items: data, error, waiting: isPending && enabled, again: () => { void refetch() } }
}

/** That an answer is a page is in the choice of names; the compiler does not follow it through them. */
function pageOf<N extends Listing>(answer: Answer<N>): Page<N> {
  if (!isPage<N>(answer)) throw new Error('no page of a list')
  return answer
}
function isPage<N extends Listing>(answer: unknown): answer is Page<N> {
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items) && 'next' in answer
}

/**
 * Does something: `act` gives the answer, or undefined where it was refused and `problem` says why. What is tried again
 * unchanged has the same idempotency key, so that an answer lost on the way is not done twice. Lists of `stale` are asked anew.
 */
export function useAct<N extends Name>(name: N, stale: readonly Name[]) {
  const answers = useQueryClient()
  const intent = useRef<{ readonly input: string; readonly key: string }>(undefined)
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (input: Input<N>) => {
      const text = JSON.stringify(input, (_, value: unknown) => (value instanceof File ? [value.name, value.size, value.lastModified] : value))
      if (intent.current?.input !== text) intent.current = { input: text, key: crypto.randomUUID() }
      return call(name, { ...input, key: intent.current.key })
    },
    onSuccess: () => {
      intent.current = undefined
      return Promise.all(stale.map(one => answers.invalidateQueries({ queryKey: [one] })))
    },
  })
  const act = async (input: Input<N>): Promise<Answer<N> | undefined> => {
    try { return await mutateAsync(input) } catch { return undefined }
  }
  return { act, acting: isPending, problem: error, reset }
}
