import { Button, Text } from '@mantine/core'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { CopyableId } from '../text/copyable-id.tsx'
import classes from './error-notice.module.css'

export interface ErrorNoticeProps {
  /** What went wrong and what to do next. */
  message: string
  code?: string
  requestId?: string
  onRetry?: () => void
  children?: ReactNode
}

/** A refusal or failure: what to do next, and what to quote when asking for help. Announced at once. */
export function ErrorNotice({ message, code, requestId, onRetry, children }: ErrorNoticeProps) {
  const { text } = useUiText()
  return (
    <div role="alert" className={`${classes.notice} licet-danger`}>
      <IconAlertCircle size={20} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <Text fw={550}>{message}</Text>
        {children}
        {(code || requestId) && (
          <div className={classes.quote}>
            {code && (
              <span>
                {text('errorCode')} <code>{code}</code>
              </span>
            )}
            {requestId && (
              <span>
                {text('requestId')} <CopyableId value={requestId} label={text('requestId')} kept={12} />
              </span>
            )}
          </div>
        )}
      </div>
      {onRetry && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={onRetry}
        >
          {text('tryAgain')}
        </Button>
      )}
    </div>
  )
}
