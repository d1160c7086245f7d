import { EntranceFrame } from '@licet/ui'
import { Button, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { aboutQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './setup-done.module.css'
import { SetupLicense } from './setup-license.tsx'

const steps = [
  { id: 'secondFactor', to: '/profile' },
  { id: 'users', to: '/users' },
  { id: 'serviceKeys', to: '/service-keys' },
  { id: 'backup', to: '/backups' },
] as const

/** The end of the set-up: what is done, and what to do next, in order. */
export function SetupDone({ name }: { name: string }) {
  const { text } = useText()
  const { data: about } = useSuspenseQuery(aboutQuery)
  return (
    <EntranceFrame
      title={text('entrance.done', { name })}
      lead={text('entrance.doneLead')}
      about={about}
      wide
    >
      <Stack gap={0} component="ol" className={classes.steps}>
        <li className={classes.step} data-done>
          <IconCircleCheck size={22} aria-hidden />
          <div>
            <Text fw={600}>{text('entrance.step.admin')}</Text>
            <Text size="sm" c="dimmed">
              {text('entrance.step.adminHelp')}
            </Text>
          </div>
        </li>
        <SetupLicense />
        {steps.map(({ id, to }, index) => (
          <li key={id} className={classes.step}>
            <span className={classes.number}>{index + 3}</span>
            <div className={classes.words}>
              <Link to={to} className={classes.link}>
                {text(`entrance.step.${id}`)}
                <IconArrowRight size={16} aria-hidden />
              </Link>
              <Text size="sm" c="dimmed">
                {text(`entrance.step.${id}Help`)}
              </Text>
            </div>
          </li>
        ))}
      </Stack>
      <Button component={Link} to="/" variant="default">
        {text('entrance.toDashboard')}
      </Button>
    </EntranceFrame>
  )
}
