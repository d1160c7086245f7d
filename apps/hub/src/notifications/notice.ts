/** What is sent, on every channel: the JSON of a webhook as it stands. Holds no token, key or address of a person. */
export interface Notice {
  /** `ntf_…`, the same on every attempt and every channel; what a receiver tells repetitions by. */
  id: string
  /** Epoch seconds. */
  at: number
  /** Id of the installation. */
  installation: string
  kind: string
  /** One sentence in English. */
  text: string
  values: Readonly<Record<string, string | number>>
  /** The page of the panel where the remedy is; only where HUB_PUBLIC_URL says under which address that is. */
  link?: string
}

/** Puts a notice together. @param publicUrl - The panel's address, null if it is not known. */
export function createNotice(
  subject: Pick<Notice, 'id' | 'at' | 'kind' | 'text' | 'values'>,
  { installationId, publicUrl }: { installationId: string; publicUrl: string | null },
): Notice {
  const { id, at, kind, text, values } = subject
  const page = kind.startsWith('seats_') ? '/seats' : kind === 'test' ? '/settings' : '/license'
  const link = publicUrl === null ? {} : { link: `${publicUrl}${page}` }
  return { id, at, installation: installationId, kind, text, values, ...link }
}
