import { askServer, Drawer, Notice, Refusal, useDeed } from '@licet/ui'
import { Button, Radio, Stack, Stepper, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { KeysetExchange } from './keyset-exchange.tsx'
import { rotationStage } from './rotation-stage.ts'
import { changeKey, type SigningKey } from './signing-queries.ts'

const steps = ['make', 'publish', 'activate'] as const

/** Changes a signing key in three steps that may lie days apart; it opens where the change stands. */
export function RotateDrawer(props: { opened: boolean; onClose: () => void; keys: readonly SigningKey[] }) {
  const { text } = useText()
  return (
    <Drawer opened={props.opened} onClose={props.onClose} title={text('signing.rotateTitle')} size="lg">
      <Rotation keys={props.keys} onClose={props.onClose} />
    </Drawer>
  )
}

function Rotation({ keys, onClose }: { keys: readonly SigningKey[]; onClose: () => void }) {
  const { text } = useText()
  const [use, setUse] = useState<SigningKey['use']>('license')
  const stage = rotationStage(keys, use)
  const make = useDeed({
    run: () => askServer('/v1/signing-keys', { method: 'POST', body: { use }, once: true }),
    done: text('signing.made'),
  })
  const activate = useDeed({
    run: (kid: string) => changeKey(kid, 'activate'),
    done: text('signing.activated'),
    onDone: onClose,
  })
  return (
    <Stack>
      <Radio.Group
        label={text('signing.whichUse')}
        value={use}
        onChange={value => setUse(value === 'activation' ? 'activation' : 'license')}
      >
        <Stack gap="xs" mt={8}>
          <Radio value="license" label={text('signing.signs.license')} />
          <Radio value="activation" label={text('signing.signs.activation')} />
        </Stack>
      </Radio.Group>
      <Stepper active={steps.indexOf(stage.is)} orientation="vertical" size="sm" allowNextStepsSelect={false}>
        {steps.map(step => (
          <Stepper.Step
            key={step}
            component="div"
            label={text(`signing.step.${step}.title`)}
            description={text(`signing.step.${step}.help`)}
          />
        ))}
      </Stepper>
      <Refusal error={make.error ?? activate.error} />
      {stage.is === 'make' && (
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {text('signing.make')}
        </Button>
      )}
      {stage.is === 'publish' && (
        <>
          <Text size="sm">{text('signing.nextIs', { kid: stage.next.kid })}</Text>
          <KeysetExchange />
        </>
      )}
      {stage.is === 'activate' && (
        <>
          <Notice tone="info">{text('signing.waitAWhile')}</Notice>
          <Button loading={activate.isPending} onClick={() => activate.mutate(stage.next.kid)}>
            {text('signing.activateNow', { kid: stage.next.kid })}
          </Button>
        </>
      )}
    </Stack>
  )
}
