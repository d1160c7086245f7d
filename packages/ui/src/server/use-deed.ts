import { notifications } from '@mantine/notifications'
import { type UseMutateFunction, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import type { ServerError } from './server-error.ts'

export interface Deed<Input, Answer> {
  run: (input: Input) => Promise<Answer>
  /** Said afterwards, in a notice that goes away by itself. */
  done?: string | ((answer: Answer) => string)
  onDone?: (answer: Answer, input: Input) => void
}

/**
 * Something that changes the server. Afterwards everything on the page is asked again: one account more may change
 * seats, banners, the audit log and the license page at once. While one is under way, asking for it again does nothing: a
 * double click is one deed.
 */
export function useDeed<Input = void, Answer = unknown>({ run, done, onDone }: Deed<Input, Answer>) {
  const queries = useQueryClient()
  const { text } = useUiText()
  const underWay = useRef(false)
  const mutation = useMutation<Answer, ServerError, Input>({
    mutationFn: run,
    gcTime: 0,
    onSuccess: (answer, input) => {
      onDone?.(answer, input)
      const message = typeof done === 'function' ? done(answer) : done
      if (message)
        notifications.show({
          message,
          color: 'green.9',
          closeButtonProps: { 'aria-label': text('close') },
        })
      void queries.invalidateQueries()
    },
    onSettled: () => {
      underWay.current = false
    },
  })
  const mutate: UseMutateFunction<Answer, ServerError, Input> = (...asked) => {
    if (underWay.current) return
    underWay.current = true
    mutation.mutate(...asked)
  }
  return { ...mutation, mutate }
}
