import {
  CamelCasePlugin,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type UnknownRow,
  type ValueNode,
} from 'kysely'

/** Columns that hold a moment, or yes or no, as the account engine calls them. */
const moments: ReadonlySet<string> = new Set([
  'createdAt',
  'updatedAt',
  'expiresAt',
  'lockedUntil',
  'accessTokenExpiresAt',
  'refreshTokenExpiresAt',
])
const flags: ReadonlySet<string> = new Set(['emailVerified', 'twoFactorEnabled', 'verified'])

class StoredValues extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: toStored(node.value) }
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(toStored) }
  }
}

const storedValues = new StoredValues()

const valuesInOurSpelling: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => storedValues.transformNode(node, queryId),
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(toEngine) }),
}

/**
 * Lets the account engine, which thinks in camel case, `Date` and `boolean`, work on our tables: snake case, epoch seconds, 0 and
 * 1, the same on both databases.
 */
export const accountsInOurSpelling: readonly KyselyPlugin[] = [new CamelCasePlugin(), valuesInOurSpelling]

function toStored(value: unknown): unknown {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000)
  return typeof value === 'boolean' ? Number(value) : value
}

function toEngine(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value]
      if (moments.has(name)) return [name, new Date(value * 1000)]
      return [name, flags.has(name) ? value === 1 : value]
    }),
  )
}
