import type { LicenseDetail } from '@licet/api'
import { fromDateInput } from '@licet/ui'
import { Group, NumberInput, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { DeedDialog } from './deed-dialog.tsx'
import { type RenewForm, renewBody } from './renew-body.ts'

const presetMonths = [1, 3, 6, 12] as const
const daySeconds = 86_400

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
        <div>
          <Text size="sm" fw={500} mb={4}>
            {text(license.termMonths === null ? 'license.renewBy' : 'license.renewByMonths')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={text('issuing.term')}
            value={String(form.months)}
            onChange={value => change({ months: Number(value) })}
            transitionDuration={0}
            data={[
              ...presetMonths.map(count => ({
                value: String(count),
                label: text('issuing.months', { count }),
              })),
              ...(license.termMonths === null ? [{ value: '0', label: text('issuing.untilDay') }] : []),
            ]}
          />
        </div>
        {form.months === 0 && (
          <TextInput
            label={text('issuing.expiresAt')}
            description={text('issuing.expiresAtHelp')}
            type="date"
            required
            onChange={event => {
              const day = fromDateInput(event.currentTarget.value)
              change({ expiresAt: day === null ? null : day + daySeconds - 1 })
            }}
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
