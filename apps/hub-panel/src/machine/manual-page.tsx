import type { ActivationReport } from '@licet/api'
import { Page, PageSkeleton, Refusal, TextLink } from '@licet/ui'
import { Stepper } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { activationQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { AnswerStep } from './answer-step.tsx'
import { DoneStep } from './done-step.tsx'
import { MachineStep } from './machine-step.tsx'
import classes from './manual-page.module.css'
import { RequestStep } from './request-step.tsx'

/** Activation without a network in four steps; it goes on where it was left, as the request waits for its answer. */
export function ManualPage() {
  const { text } = useText()
  const { data: report, error, refetch } = useQuery(activationQuery)
  return (
    <Page
      title={text('manual.title')}
      answer={text('manual.lead')}
      back={<TextLink to="/license/machine">← {text('machine.link')}</TextLink>}
    >
      {report === undefined && error === null && <PageSkeleton panes={[300]} />}
      {report === undefined && <Refusal error={error} onRetry={() => void refetch()} />}
      {report !== undefined && <Steps report={report} />}
    </Page>
  )
}

function Steps({ report }: { report: ActivationReport }) {
  const { text } = useText()
  const [step, setStep] = useState(report.requests.length > 0 ? 1 : 0)
  const steps = ['stepMachine', 'stepRequest', 'stepAnswer', 'stepDone'] as const
  return (
    <>
      <Stepper
        active={step}
        onStepClick={setStep}
        size="sm"
        wrap={false}
        classNames={{ stepBody: classes.name, stepLabel: classes.label }}
        allowNextStepsSelect={false}
        aria-label={text('manual.title')}
      >
        {steps.map(name => (
          <Stepper.Step key={name} label={text(`manual.${name}`)} />
        ))}
      </Stepper>
      {step === 0 && <MachineStep machine={report.machine} onNext={() => setStep(1)} />}
      {step === 1 && <RequestStep page={report.activationPage} onNext={() => setStep(2)} />}
      {step === 2 && <AnswerStep onBack={() => setStep(1)} onDone={() => setStep(3)} />}
      {step === 3 && <DoneStep onAgain={() => setStep(0)} />}
    </>
  )
}
