import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { speak } from '../language/language.ts'
import { LanguageSwitch } from '../language/language-switch.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { Pane } from '../layout/pane.tsx'
import { ThemeSwitch } from '../look/theme-switch.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'

/** Name, language and look; the last two are kept at once, with the account and on this device. */
export function PreferencesPane({ path, user }: { path: string; user: { name: string } }) {
  const { text, language } = useUiText()
  const form = useForm({ initialValues: { name: user.name } })
  const update = useDeed({
    run: (body: { name?: string; language?: string; theme?: string }) =>
      askServer(path, { method: 'PATCH', body }),
    done: text('saved'),
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
              {text('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Pane>
  )
}
