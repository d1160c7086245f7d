import type { LicenseDetail, MachineView } from '@licet/api/control'
import { EmptyState, Notice, Pane } from '@licet/ui'
import { IconDevicesOff } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { MachineCard } from './machine-card.tsx'
import classes from './machines-pane.module.css'

/** The machines that hold this license now, and those that held it before. */
export function MachinesPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const flagged = hasDecision(license)
  return (
    <Pane title={text('license.machinesTitle')} lead={text('license.machinesLead')}>
      {flagged && <Notice tone="danger">{text('license.cloneSuspected')}</Notice>}
      {license.activations.length === 0 ? (
        <EmptyState icon={IconDevicesOff} title={text('license.noMachine')}>
          {text(license.policy.binding === 'machine' ? 'license.noMachineBound' : 'license.noMachineUnbound')}
        </EmptyState>
      ) : (
        <ul className={classes.machines}>
          {originalsFirst(license.activations).map(machine => (
            <li key={machine.id}>
              <MachineCard machine={machine} />
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}

/** Whether somebody has to decide on a copy. */
export function hasDecision({ activations }: Pick<LicenseDetail, 'activations'>): boolean {
  return activations.some(machine => machine.state === 'flagged')
}

function originalsFirst(machines: readonly MachineView[]): MachineView[] {
  return machines.toSorted((one, other) => Number(one.copyOf !== null) - Number(other.copyOf !== null))
}
