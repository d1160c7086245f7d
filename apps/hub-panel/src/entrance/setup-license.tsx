import { Button, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ActivatedWords, activatedTitle } from '../activation/activated-words.tsx'
import { ArtifactBox } from '../activation/artifact-box.tsx'
import { PreviewAnswer } from '../activation/preview-answer.tsx'
import { usePreview } from '../activation/use-preview.ts'
import { licenseQuery } from '../hub/queries.ts'
import type { Activated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { tierName } from '../license/tier-name.ts'
import classes from './setup-done.module.css'

/** The second step of the set-up: the license, pasted or dropped right here, or left for later. */
export function SetupLicense() {
  const { text } = useText()
  const [key, setKey] = useState('')
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<Activated | null>(null)
  const [open, { open: show, close }] = useDisclosure(true)
  const box = useRef<HTMLDivElement>(null)
  const state = usePreview(key, round)
  const { data: report } = useQuery(licenseQuery)
  if (done !== null) {
    return (
      <li className={classes.step} data-done>
        <IconCircleCheck size={22} aria-hidden />
        <div role="status" className={classes.words}>
          <Title order={2} size="h4">
            {text(activatedTitle(done))}
          </Title>
          <ActivatedWords answer={done} />
        </div>
      </li>
    )
  }
  if (report?.license) {
    return (
      <li className={classes.step} data-done>
        <IconCircleCheck size={22} aria-hidden />
        <div className={classes.words}>
          <Text fw={600}>{text('entrance.step.licensed')}</Text>
          <Text size="sm" c="dimmed">
            {report.license.customer} · {tierName(report.license.tier)}
          </Text>
        </div>
      </li>
    )
  }
  const focusBox = () => {
    show()
    box.current?.querySelector('textarea')?.focus()
  }
  return (
    <li className={classes.step}>
      <span className={classes.number}>2</span>
      <div className={classes.words}>
        <h2 className={classes.heading}>
          <button type="button" className={classes.link} aria-expanded={open} onClick={focusBox}>
            {text('entrance.step.license')}
          </button>
        </h2>
        <Text size="sm" c="dimmed">
          {text('entrance.step.licenseHelp')}
        </Text>
        {open && (
          <Stack ref={box} gap="md" mt="md">
            <ArtifactBox value={key} onChange={setKey} />
            <PreviewAnswer
              state={state}
              text={key}
              onDone={answer => {
                setKey('')
                setDone(answer)
              }}
              onLookAgain={() => setRound(count => count + 1)}
            />
            <Button variant="subtle" className={classes.later} onClick={close}>
              {text('entrance.later')}
            </Button>
          </Stack>
        )}
      </div>
    </li>
  )
}
