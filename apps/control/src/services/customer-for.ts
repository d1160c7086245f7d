import type { IssueLicense } from '@licet/api/control'
import { HttpError } from '@licet/server'
import { refuseField } from '../licensing/license-term.ts'
import { findCustomer, findOrInsertCustomer } from '../store/customers.ts'
import type { ControlTransaction, Queryable } from '../store/database.ts'

type Named = Pick<IssueLicense, 'customer' | 'customerId'>

/**
 * Finds the customer that a request names; one that is named by its name or reference is taken in where it is new.
 *
 * @param now - Epoch seconds.
 * @throws {HttpError} CUSTOMER_NOT_FOUND, REQUEST_INVALID unless exactly one is named
 */
export async function customerFor(
  tx: ControlTransaction,
  named: Named,
  now: number,
): Promise<{ id: string; name: string }> {
  if (named.customer === undefined) return previewCustomer(tx, named)
  assertOneCustomer(named)
  return findOrInsertCustomer(tx, { ...named.customer, now })
}

/** The customer of {@link customerFor}, without taking it in. @throws {HttpError} as it does */
export async function previewCustomer(
  database: Queryable,
  named: Named,
): Promise<{ id: string; name: string }> {
  assertOneCustomer(named)
  if (named.customer !== undefined) return { id: 'cus_new', name: named.customer.name }
  const customer = await findCustomer(database, named.customerId ?? '')
  if (customer === undefined) throw new HttpError('CUSTOMER_NOT_FOUND')
  return customer
}

function assertOneCustomer({ customer, customerId }: Named): void {
  if ((customer === undefined) === (customerId === undefined))
    refuseField('customerId', 'Name one customer: by customerId, or by customer.')
}
