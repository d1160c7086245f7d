import { askServer, Drawer, FormActions, useDeed } from '@licet/ui'
import { Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { autoIssueBody, type DeploymentForm, emptyDeployment } from './auto-issue-body.ts'
import { AutoIssueFields } from './auto-issue-fields.tsx'
import { CustomerField } from './customer-field.tsx'
import { type DeploymentCreated, DeploymentReady } from './deployment-ready.tsx'

/** Provisions a box at a customer's; its license can be issued in the same step. */
export function CreateDeploymentDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { text } = useText()
  return (
    <Drawer opened={opened} onClose={onClose} title={text('deployments.create')} size="lg">
      <CreateDeploymentForm onClose={onClose} />
    </Drawer>
  )
}

function CreateDeploymentForm({ onClose }: { onClose: () => void }) {
  const { text } = useText()
  const [created, setCreated] = useState<DeploymentCreated | null>(null)
  const form = useForm<DeploymentForm>({
    initialValues: emptyDeployment,
    validate: {
      name: value => (value.trim() === '' ? text('deployments.nameRule') : null),
      customerId: value => (value === '' ? text('deployments.customerRule') : null),
      products: (value, { issue }) => (issue && value.length === 0 ? text('deployments.productsRule') : null),
    },
  })
  const create = useDeed({
    run: (values: DeploymentForm) =>
      askServer<DeploymentCreated>('/v1/deployments', {
        method: 'POST',
        once: true,
        body: {
          name: values.name.trim(),
          customerId: values.customerId,
          ...(values.issue ? { autoIssue: autoIssueBody(values) } : {}),
        },
      }),
    onDone: setCreated,
  })
  if (created !== null) return <DeploymentReady created={created} onClose={onClose} />
  return (
    <form
      onSubmit={form.onSubmit(values =>
        create.mutate(values, { onError: error => form.setErrors({ ...error.fields }) }),
      )}
    >
      <Stack>
        <TextInput
          label={text('deployments.name')}
          description={text('deployments.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <CustomerField
          value={form.values.customerId}
          error={form.errors.customerId}
          onChange={id => form.setFieldValue('customerId', id)}
        />
        <Switch
          label={text('deployments.autoIssue')}
          description={text('deployments.autoIssueHelp')}
          {...form.getInputProps('issue', { type: 'checkbox' })}
        />
        {form.values.issue && <AutoIssueFields form={form} />}
        <FormActions deed={create} onCancel={onClose}>
          {text(form.values.issue ? 'deployments.createAndIssue' : 'deployments.createDo')}
        </FormActions>
      </Stack>
    </form>
  )
}
