import type { customersPage, productList } from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

/** Customers whose name begins with what was typed. */
export function customerChoicesQuery(q: string) {
  return queryOptions({
    queryKey: ['customers', 'choices', q],
    queryFn: ({ signal }) =>
      askServer<z.infer<typeof customersPage>>(`/v1/customers${queryOf({ q, limit: 20 })}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

export const productsQuery = queryOptions({
  queryKey: ['products'],
  queryFn: ({ signal }) => askServer<z.infer<typeof productList>>('/v1/products', { signal }),
})
