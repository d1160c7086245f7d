import type { Preview } from '@licet/api'
import { askServer, Refusal, toneClass, useDeed } from '@licet/ui'
import { Button, Checkbox, Skeleton, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Activated } from '../hub/shapes.ts'
import { type Translate, useText } from '../language/use-text.ts'
import { tierName } from '../license/tier-name.ts'
import { ChangeList } from './change-list.tsx'
import { CheckList } from './check-list.tsx'
import { FailureDoctor } from './failure-doctor.tsx'
import classes from './preview-answer.module.css'
import { needsConsent, needsReplace } from './preview-judgement.ts'
import { RemovedNote } from './removed-note.tsx'
import type { PreviewState } from './use-preview.ts'

export interface PreviewAnswerProps {
  state: PreviewState
  /** The text that was previewed; sent once more with the preview's hash. */
  text: string
  onDone: (answer: Activated) => void
  onLookAgain: () => void
}

/** What a text is, whether it holds, what it would change, and the one button that does exactly that. */
export function PreviewAnswer(props: PreviewAnswerProps & { whenEmpty?: ReactNode }) {
  const { state, text: key, onDone, onLookAgain, whenEmpty } = props
  return (
    <div aria-live="polite">
      {state.is === 'empty' && whenEmpty}
      {state.is === 'looking' && (
        <Stack gap="sm">
          <Skeleton height={26} width="60%" />
          <Skeleton height={18} />
          <Skeleton height={120} />
        </Stack>
      )}
      {state.is === 'refused' && <Refusal error={state.error} onRetry={onLookAgain} />}
      {state.is === 'seen' && (
        <Seen
          key={state.preview.preview}
          preview={state.preview}
          text={key}
          onDone={onDone}
          onLookAgain={onLookAgain}
        />
      )}
    </div>
  )
}

function Seen(props: Omit<PreviewAnswerProps, 'state'> & { preview: Preview }) {
  const { text } = useText()
  const { preview } = props
  const replace = needsReplace(preview)
  const consentNeeded = needsConsent(preview)
  const [consent, setConsent] = useState(false)
  const activate = useDeed({
    run: () =>
      askServer<Activated>('/api/license/activate', {
        method: 'POST',
        body: {
          key: props.text,
          ...(preview.preview === '' ? {} : { preview: preview.preview }),
          ...(replace ? { replace } : {}),
        },
      }),
    onDone: props.onDone,
  })
  const possible = preview.applicable || replace
  return (
    <Stack gap="md">
      <div className={`${classes.verdict} ${toneClass(possible ? 'ok' : 'danger')}`}>
        <Text fw={620} size="lg">
          {preview.license
            ? `${preview.license.customer} · ${tierName(preview.license.tier)}`
            : text(`artifact.${preview.kind}`)}
        </Text>
        <Text size="sm" c="dimmed">
          {subtitleOf(preview, text)}
        </Text>
      </div>
      {preview.kind !== 'unknown' && <RemovedNote removed={preview.removed} genuine={preview.genuine} />}
      {!possible && <FailureDoctor preview={preview} />}
      {possible && <ChangeList changes={preview.changes} />}
      {preview.checks.length > 0 && <CheckList checks={preview.checks} />}
      {possible && (
        <Stack gap="sm">
          {consentNeeded && (
            <Checkbox
              label={text(replace ? 'activate.consentOlder' : 'activate.consent')}
              checked={consent}
              onChange={event => setConsent(event.currentTarget.checked)}
            />
          )}
          <Refusal
            error={activate.error}
            onRetry={activate.error?.code === 'PREVIEW_STALE' ? props.onLookAgain : undefined}
          />
          <Button
            size="md"
            disabled={consentNeeded && !consent}
            loading={activate.isPending}
            onClick={() => activate.mutate()}
          >
            {text(preview.kind === 'license' ? 'activate.do' : 'activate.load')}
          </Button>
          <Text size="xs" c="dimmed">
            {text('activate.exactly')}
          </Text>
        </Stack>
      )}
    </Stack>
  )
}

/** "License · genuine"; nothing of it where the title says it already, or where nothing is signed. */
function subtitleOf(preview: Preview, text: Translate): string {
  const signed = preview.kind !== 'unknown' && preview.kind !== 'short_key'
  return [
    ...(preview.license ? [text(`artifact.${preview.kind}`)] : []),
    ...(signed ? [text(preview.genuine ? 'activate.genuine' : 'activate.notGenuine')] : []),
  ].join(' · ')
}
