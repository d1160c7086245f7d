import type { keysetDraft, keysetStored, signingKeyChanged, signingKeyList } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type SigningKeyList = z.infer<typeof signingKeyList>
export type SigningKey = SigningKeyList['keys'][number]
export type SigningKeyChanged = z.infer<typeof signingKeyChanged>
export type KeysetDraft = z.infer<typeof keysetDraft>
export type KeysetStored = z.infer<typeof keysetStored>

export const signingKeysQuery = queryOptions({
  queryKey: ['signing-keys'],
  queryFn: ({ signal }) => askServer<SigningKeyList>('/v1/signing-keys', { signal }),
})

export const keysetDraftQuery = queryOptions({
  queryKey: ['signing-keys', 'draft'],
  queryFn: ({ signal }) => askServer<KeysetDraft>('/v1/keyset/draft', { signal }),
})

/** Does something about a key, or only says what that would do. */
export function changeKey(kid: string, what: KeyDeed, body: { preview?: true; reason?: string } = {}) {
  return askServer<SigningKeyChanged>(`/v1/signing-keys/${encodeURIComponent(kid)}/${what}`, {
    method: 'POST',
    body,
    once: body.preview !== true,
  })
}

export type KeyDeed = 'activate' | 'retire' | 'compromise'
