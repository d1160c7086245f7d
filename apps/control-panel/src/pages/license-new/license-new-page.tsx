import type { licenseIssued } from '@licet/api/control'
import { askServer, Page, Pane, Refusal, TextLink, useDeed } from '@licet/ui'
import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconSignature } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'
import { Needs } from '../../shell/needs.tsx'
import { CustomerStep } from './customer-step.tsx'
import { DeliverStep } from './deliver-step.tsx'
import { issueFaults } from './issue-faults.ts'
import { emptyIssueForm, type IssueForm, issueBody } from './issue-form.ts'
import { ModelStep } from './model-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { StepBar } from './step-bar.tsx'
import { TermsStep } from './terms-step.tsx'

const steps = ['customer', 'model', 'terms', 'review', 'deliver'] as const
const reviewStep = steps.indexOf('review')
const deliverStep = steps.indexOf('deliver')

/** A new license in five steps; nothing is written before the last button. */
export function LicenseNewPage() {
  return (
    <Needs permission="license.issue">
      <Steps />
    </Needs>
  )
}

function Steps() {
  const { text } = useText()
  const [step, setStep] = useState(0)
  const panel = useRef<HTMLDivElement>(null)
  const form = useForm<IssueForm>({ initialValues: emptyIssueForm })
  const sign = useDeed({
    run: (values: IssueForm) =>
      askServer<z.infer<typeof licenseIssued>>('/v1/licenses', {
        method: 'POST',
        body: issueBody(values),
        once: true,
      }),
    onDone: () => setStep(deliverStep),
  })
  useEffect(() => {
    if (step === 0) return
    panel.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [step])
  const next = () => {
    const faults = issueFaults(form.values, step)
    form.setErrors(
      Object.fromEntries(
        Object.entries(faults).map(([field, fault]) => [field, text(`issuing.fault.${fault}`)]),
      ),
    )
    if (Object.keys(faults).length === 0) setStep(step + 1)
  }
  const issued = sign.data
  return (
    <Page
      title={text('licenses.new')}
      answer={text('issuing.lead')}
      back={<TextLink to="/licensing">{text('licenses.title')}</TextLink>}
    >
      <Pane>
        <StepBar names={steps.map(name => text(`issuing.step.${name}`))} active={step} onStep={setStep} />
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (step === reviewStep) sign.mutate(form.values)
            else if (step < reviewStep) next()
          }}
        >
          <Stack gap="lg">
            <div
              ref={panel}
              tabIndex={-1}
              role="group"
              aria-label={text('issuing.stepOf', {
                number: step + 1,
                count: steps.length,
                name: text(`issuing.step.${steps[step] ?? 'customer'}`),
              })}
            >
              {step === 0 && <CustomerStep form={form} />}
              {step === 1 && <ModelStep form={form} />}
              {step === 2 && <TermsStep form={form} />}
              {step === reviewStep && <ReviewStep values={form.values} />}
              {step === deliverStep && issued && <DeliverStep issued={issued} />}
            </div>
            <Refusal error={sign.error} />
            {step !== deliverStep && (
              <Group justify="space-between">
                <Button variant="default" onClick={() => setStep(step - 1)} disabled={step === 0}>
                  {text('issuing.back')}
                </Button>
                <Button
                  type="submit"
                  loading={sign.isPending}
                  leftSection={step === reviewStep && <IconSignature size={17} aria-hidden />}
                >
                  {text(step === reviewStep ? 'issuing.sign' : 'issuing.next')}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      </Pane>
    </Page>
  )
}
