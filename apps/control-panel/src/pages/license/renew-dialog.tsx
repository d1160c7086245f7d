import type { LicenseDetail } from '@licet/api/control'
import { lastSecondOf } from '@licet/license'
import { Group, NumberInput, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { TermChoice } from '../../claims/term-choice.tsx'
import { keepEnd, untilDay } from '../../claims/term-end.ts'
import { useText } from '../../language/use-text.ts'
import { DeedDialog } from './deed-dialog.tsx'
import { type RenewForm, renewBody } from './renew-body.ts'

/** A new revision: longer, and with more seats, another tier or other products where wanted. */
export function RenewDialog({ license, onClose }: { license: LicenseDetail; onClose: () => void }) {
  const { text } = useText()
  const [form, setForm] = useState<RenewForm>({
    months: 12,
    expiresAt: null,
    seats: license.seats,
    tier: license.tier,
    products: license.products,
    reason: '',
  })
  const change = (values: Partial<RenewForm>) => setForm(current => ({ ...current, ...values }))
  return (
    <DeedDialog license={license} deed="renew" body={renewBody(form, license)} onClose={onClose}>
      <Stack gap="sm">
        <TermChoice
          label={text(license.termMonths === null ? 'license.renewBy' : 'license.renewByMonths')}
          months={form.months}
          onChange={months => change({ months })}
          others={[
            ...(license.termMonths === null ? [{ label: text('issuing.untilDay'), months: untilDay }] : []),
            { label: text('license.keepEnd'), months: keepEnd },
          ]}
        />
        {form.months === untilDay && (
          <TextInput
            label={text('issuing.expiresAt')}
            description={text('issuing.expiresAtHelp')}
            type="date"
            required
            onChange={event => change({ expiresAt: lastSecondOf(event.currentTarget.value) })}
          />
        )}
        <Group grow align="flex-start">
          <NumberInput
            label={text('licenses.seats')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            value={form.seats}
            onChange={value => change({ seats: Number(value) })}
          />
          <TextInput
            label={text('licenses.tier')}
            value={form.tier}
            onChange={event => change({ tier: event.currentTarget.value })}
          />
        </Group>
        <TagsInput
          label={text('licenses.products')}
          value={[...form.products]}
          onChange={products => change({ products })}
        />
        <TextInput
          label={text('license.reasonOptional')}
          maxLength={500}
          value={form.reason}
          onChange={event => change({ reason: event.currentTarget.value })}
        />
      </Stack>
    </DeedDialog>
  )
}
