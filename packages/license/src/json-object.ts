/** A JSON object: plain data with names. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Tells whether a value is an object that is no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
