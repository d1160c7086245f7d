import type { Effect, LicenseDetail } from '@licet/api/control'
import { Moment, Notice } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { claimNames } from '../../claims/claim-facts.tsx'
import { type Translate, useText } from '../../language/use-text.ts'
import { LicenseStateChip } from '../licenses/license-state-chip.tsx'
import { claimChanges } from './claim-changes.ts'
import classes from './effect-view.module.css'

/** What a deed does: the state before and after, the claims that change, and when every machine notices. */
export function EffectView({ effect, license }: { effect: Effect; license: LicenseDetail }) {
  const { text, language } = useText()
  const changes = claimChanges(effect.before, effect.after, language)
  return (
    <Stack gap="sm">
      <div className={classes.states}>
        <LicenseStateChip state={license.state} />
        {effect.stateAfter === license.state ? (
          <Text size="sm">{text('license.stays')}</Text>
        ) : (
          <>
            <IconArrowNarrowRight size={18} aria-label={text('license.becomes')} role="img" />
            <LicenseStateChip state={effect.stateAfter} />
          </>
        )}
        {effect.revision !== license.revision && (
          <Text size="sm" c="dimmed">
            {text('license.revisionChange', { from: license.revision, to: effect.revision })}
          </Text>
        )}
      </div>
      {changes.length > 0 && (
        <ul className={classes.changes}>
          {changes.map(change => (
            <li key={change.name}>
              <span className={classes.claim}>
                {nameOf(change.name, text)} <code>{change.name}</code>
              </span>
              <span className={classes.values}>
                <span className={classes.from}>{change.from}</span>
                <span className={classes.to}>
                  <IconArrowNarrowRight size={16} aria-hidden />
                  {change.to}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <MachinesHit effect={effect} />
    </Stack>
  )
}

function nameOf(claim: string, text: Translate): string {
  const known = claimNames.find(name => name === claim)
  return known === undefined ? '' : text(`claim.${known}`)
}

function MachinesHit({ effect }: { effect: Effect }) {
  const { text } = useText()
  if (effect.machinesTotal === 0)
    return (
      <Text size="sm" c="dimmed">
        {text('license.noMachineHit')}
      </Text>
    )
  return (
    <>
      <Text size="sm">{text('license.machinesHit', { count: effect.machinesTotal })}</Text>
      <ul className={classes.machines}>
        {effect.machines.map(machine => (
          <li key={machine.id}>
            <Text fw={560} size="sm">
              {machine.hostname ?? machine.installationId ?? machine.machineId.slice(0, 23)}
            </Text>
            <Text size="sm" c="dimmed">
              {machine.noticesBy === null ? (
                text('license.noticesNever')
              ) : (
                <>
                  {text('license.noticesBy')} <Moment at={machine.noticesBy} />
                </>
              )}
            </Text>
          </li>
        ))}
      </ul>
      {effect.machines.some(machine => machine.noticesBy === null) && (
        <Notice tone="notice">{text('license.noticesNeverHelp')}</Notice>
      )}
    </>
  )
}
