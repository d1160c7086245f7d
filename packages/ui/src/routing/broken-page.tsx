import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Refusal } from '../server/refusal.tsx'
import classes from './broken-page.module.css'

/** 500 or no answer: says so in place of the page, and offers to try again. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queryErrors = useQueryErrorResetBoundary()
  const retry = () => {
    queryErrors.reset()
    reset()
    void router.invalidate()
  }
  return (
    <div className={classes.broken}>
      <Refusal error={error} onRetry={retry} />
    </div>
  )
}
