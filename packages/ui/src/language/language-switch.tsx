import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useUiText } from './use-ui-text.ts'

/** Languages that are complete, each by its own name. */
export const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const

export type Language = (typeof languages)[number]['value']

export interface LanguageSwitchProps extends Omit<NativeSelectProps, 'value' | 'onChange' | 'data'> {
  value: Language
  onChange: (language: Language) => void
}

/** Chooses the language of the pages. */
export function LanguageSwitch({ value, onChange, ...others }: LanguageSwitchProps) {
  const { text } = useUiText()
  return (
    <NativeSelect
      label={text('language')}
      data={languages.map(language => ({ ...language }))}
      value={value}
      onChange={event => onChange(event.currentTarget.value === 'de' ? 'de' : 'en')}
      {...others}
    />
  )
}
