import { describe, expect, test } from 'vitest'
import { issueFaults } from '../src/pages/license-new/issue-faults.ts'
import {
  emptyIssueForm,
  type IssueForm,
  issueBody,
  parseFeatures,
} from '../src/pages/license-new/issue-form.ts'

const form = (values: Partial<IssueForm>): IssueForm => ({
  ...emptyIssueForm,
  customerName: 'Acme Corp',
  policy: 'appliance',
  products: ['pika'],
  ...values,
})

describe('the form for a new license', () => {
  test('sends a known customer by id and a new one by name', () => {
    expect(issueBody(form({ customerId: 'cus_1' }))).toMatchObject({ customerId: 'cus_1' })
    expect(issueBody(form({ customerId: 'cus_1' }))).not.toHaveProperty('customer')
    expect(issueBody(form({ customerName: ' Acme Corp ', customerReference: 'A-7 ' }))).toMatchObject({
      customer: { name: 'Acme Corp', reference: 'A-7' },
    })
  })
  test('says how long in exactly one way', () => {
    const ways = (values: Partial<IssueForm>) => {
      const { term, termMonths, expiresAt } = issueBody(form(values))
      return { term, termMonths, expiresAt }
    }
    expect(ways({ months: 6 })).toEqual({ term: 'P6M' })
    expect(ways({ months: 6, timed: true })).toEqual({ termMonths: 6 })
    expect(ways({ months: 0, expiresAt: 1_800_000_000 })).toEqual({ expiresAt: 1_800_000_000 })
  })
  test('reads features as switches, numbers and words', () => {
    expect(parseFeatures(['sso', 'beta=false', 'exports = 50', 'region=eu-1', 'ratio=0.5'])).toEqual({
      sso: true,
      beta: false,
      exports: 50,
      region: 'eu-1',
      ratio: 0.5,
    })
  })
  test('holds a step back until what it asks for is there', () => {
    expect(issueFaults(form({ customerName: ' ' }), 0)).toEqual({ customerName: 'customer' })
    expect(issueFaults(form({ policy: '' }), 1)).toEqual({ policy: 'policy' })
    expect(issueFaults(form({}), 2)).toEqual({})
    expect(issueFaults(form({ tier: 'Pro Max', seats: 0, products: [] }), 2)).toEqual({
      tier: 'tier',
      seats: 'seats',
      products: 'products',
    })
    expect(issueFaults(form({ products: ['Bad Name'], features: ['No Way=1'] }), 2)).toEqual({
      products: 'names',
      features: 'names',
    })
  })
  test('asks for an end after the beginning, and for 1 to 12 months of a timed license', () => {
    expect(issueFaults(form({ months: 0 }), 2)).toEqual({ expiresAt: 'term' })
    expect(issueFaults(form({ months: 0, startsAt: 20, expiresAt: 10 }), 2)).toEqual({ expiresAt: 'order' })
    expect(issueFaults(form({ timed: true, months: 13 }), 2)).toEqual({ months: 'term' })
  })
})
