/** What stands behind `?` in the address, before anybody has judged it. */
export type RawSearch = Readonly<Record<string, unknown>>

/** A text of at most 200 characters out of the address; nothing where it is absent or something else. */
export function textOf<Name extends string>(raw: RawSearch, name: Name): { [Key in Name]?: string } {
  const value = raw[name]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : ''
  return (text === '' ? {} : { [name]: text }) as { [Key in Name]?: string }
}

/** Epoch seconds out of the address; nothing where they are absent or no whole number above 0. */
export function secondsOf<Name extends string>(raw: RawSearch, name: Name): { [Key in Name]?: number } {
  const value = Number(raw[name])
  return (Number.isInteger(value) && value > 0 ? { [name]: value } : {}) as { [Key in Name]?: number }
}

/** Where to go afterwards: a path of this app, never another site. */
export function localPathOf(raw: RawSearch): { to?: string } {
  const to = raw.to
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
}
