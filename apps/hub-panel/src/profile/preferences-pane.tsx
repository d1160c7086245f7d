import { LanguageSwitch, Pane, ThemeSwitch } from '@licet/ui'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { askHub } from '../hub/hub-client.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { Session } from '../hub/shapes.ts'
import { useDeed } from '../hub/use-deed.ts'
import { speak } from '../language/language.ts'
import { useText } from '../language/use-text.ts'

/** Name, language and look; the last two are kept at once, with the account and on this device. */
export function PreferencesPane({ user }: { user: NonNullable<Session['user']> }) {
  const { text, language } = useText()
  const form = useForm({ initialValues: { name: user.name } })
  const update = useDeed({
    run: (body: { name?: string; language?: string; theme?: string }) =>
      askHub('/api/profile', { method: 'PATCH', body }),
    done: text('shell.saved'),
    onDone: () => form.resetDirty(),
  })
  return (
    <Pane title={text('profile.preferences')}>
      <form onSubmit={form.onSubmit(values => update.mutate({ name: values.name.trim() }))}>
        <Stack>
          <TextInput
            label={text('entrance.name')}
            required
            autoComplete="name"
            {...form.getInputProps('name')}
          />
          <LanguageSwitch
            value={language === 'de' ? 'de' : 'en'}
            onChange={choice => {
              void speak(choice)
              update.mutate({ language: choice })
            }}
          />
          <ThemeSwitch onChange={theme => update.mutate({ theme })} />
          <Refusal error={update.error} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={update.isPending}>
              {text('shell.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Pane>
  )
}
