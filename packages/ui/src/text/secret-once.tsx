import { Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconEyeExclamation } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './secret-once.module.css'

/** A secret that the server will not tell again, with one large button that copies it. */
export function SecretOnce({ value, label }: { value: string; label: string }) {
  const { text } = useUiText()
  return (
    <Stack gap="xs">
      <output className={classes.secret} aria-label={label}>
        {value}
      </output>
      <Group gap="sm">
        <CopyButton value={value} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="sm"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              {copied ? text('copied') : text('copy', { what: label })}
            </Button>
          )}
        </CopyButton>
        <Text size="sm" className={`licet-notice ${classes.note}`}>
          <IconEyeExclamation size={16} aria-hidden />
          {text('shownOnce')}
        </Text>
      </Group>
    </Stack>
  )
}
