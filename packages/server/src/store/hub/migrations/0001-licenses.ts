/**
 * Licenses, the other signed artifacts, and the clock floor. Signed text is kept as the bytes that arrived: every other
 * column says who did what and when, and nothing about what a license grants.
 */
export const licenses = {
  name: '0001-licenses',
  sql: `
    CREATE TABLE license (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      token BLOB NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('panel', 'environment', 'file')),
      activated_at INTEGER NOT NULL,
      activated_by TEXT NOT NULL,
      ended_at INTEGER,
      ended_by TEXT,
      end_reason TEXT CHECK (end_reason IN ('superseded', 'removed'))
    ) STRICT;
    CREATE INDEX license_held ON license (position) WHERE ended_at IS NULL;
    CREATE TABLE artifact (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('keyset', 'revocations')),
      text BLOB NOT NULL,
      loaded_at INTEGER NOT NULL,
      loaded_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE clock_floor (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      floor TEXT NOT NULL
    ) STRICT;
  `,
} as const
