import { toneClass } from '@licet/ui'
import { Text, TextInput } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { examineKey } from './examine-key.ts'
import classes from './key-field.module.css'

/** Takes a license key and says at once what is wrong with it; nothing is sent for that. */
export function KeyField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { text } = useText()
  const [left, setLeft] = useState(false)
  const examined = examineKey(value)
  // Somebody who is still typing knows that the end is missing.
  const early = !left && (examined.is === 'short' || examined.is === 'prefix')
  const wrong = examined.is !== 'good' && examined.is !== 'empty' && !early
  return (
    <>
      <TextInput
        label={text('manual.key')}
        placeholder="ACME-XXXX-XXXX-XXXX-XXXX"
        classNames={{ input: classes.input ?? '' }}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={value}
        aria-invalid={wrong || undefined}
        aria-describedby="key-verdict"
        onChange={event => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
        onFocus={() => setLeft(false)}
      />
      <Text
        id="key-verdict"
        size="sm"
        className={`${classes.verdict} ${toneClass(wrong ? 'danger' : examined.is === 'good' ? 'ok' : 'calm')}`}
        aria-live="polite"
      >
        {wrong && <IconAlertCircle size={16} aria-hidden />}
        {examined.is === 'good' && <IconCircleCheck size={16} aria-hidden />}
        {early ? text('manual.verdict.typing') : text(`manual.verdict.${examined.is}`, { ...examined })}
      </Text>
    </>
  )
}
