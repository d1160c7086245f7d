import { referenceSchema } from '../src/store/schema/reference-schema.ts'
import { schemaDigest } from '../src/store/schema/schema-objects.ts'
import { loadSchemaSteps } from '../src/store/schema/schema-steps.ts'

/** The digest of the schema that the Hub's migrations make, worked out once when the Hub is built. */
export async function hubSchemaDigest(): Promise<string> {
  const { names } = await loadSchemaSteps('hub')
  return schemaDigest(await referenceSchema('hub', names.length))
}
