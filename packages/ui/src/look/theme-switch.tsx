import { SegmentedControl, Text, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './theme-switch.module.css'

export type ThemeChoice = 'auto' | 'light' | 'dark'

const icons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const

/** Chooses light, dark or what the system says; `onChange` may keep the choice with the account. */
export function ThemeSwitch({ onChange }: { onChange?: (theme: ThemeChoice) => void }) {
  const { text } = useUiText()
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const labels = { auto: text('themeAuto'), light: text('themeLight'), dark: text('themeDark') }
  const choose = (value: string) => {
    const theme: ThemeChoice = value === 'light' || value === 'dark' ? value : 'auto'
    setColorScheme(theme)
    onChange?.(theme)
  }
  return (
    <div role="group" aria-label={text('theme')}>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {text('theme')}
      </Text>
      <SegmentedControl
        fullWidth
        value={colorScheme}
        onChange={choose}
        transitionDuration={0}
        data={(['auto', 'light', 'dark'] as const).map(value => {
          const Icon = icons[value]
          return {
            value,
            label: (
              <span className={classes.option}>
                <Icon size={16} aria-hidden />
                {labels[value]}
              </span>
            ),
          }
        })}
      />
    </div>
  )
}
