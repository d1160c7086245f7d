/**
 * Being activated. `activation` keeps signed texts as the bytes that arrived; `machine` beside one is the fingerprint that
 * was read here when it was stored, so that a later change can be explained. `activation_chain` counts the signed answers
 * taken for a license; `activation_secret` holds the short key, which is needed to give the license back; the one row of
 * `control_contact` says which process talks to the activation server, and when the next contact is due.
 */
export const activation = {
  name: '0004-activation',
  sql: `
    CREATE TABLE activation (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      token BLOB NOT NULL,
      license TEXT NOT NULL,
      machine TEXT NOT NULL,
      stored_at INTEGER NOT NULL,
      stored_by TEXT NOT NULL,
      ended_at INTEGER,
      end_reason TEXT CHECK (end_reason IN ('renewed', 'released'))
    ) STRICT;
    CREATE INDEX activation_held ON activation (license, position) WHERE ended_at IS NULL;
    CREATE TABLE activation_request (
      id TEXT PRIMARY KEY,
      way TEXT NOT NULL CHECK (way IN ('online', 'manual')),
      license TEXT,
      counter INTEGER NOT NULL,
      token BLOB NOT NULL,
      made_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      answered_at INTEGER
    ) STRICT;
    CREATE INDEX activation_request_open ON activation_request (made_at) WHERE answered_at IS NULL;
    CREATE TABLE activation_chain (
      license TEXT PRIMARY KEY,
      counter INTEGER NOT NULL,
      previous TEXT NOT NULL,
      released TEXT,
      released_at INTEGER
    ) STRICT;
    CREATE TABLE activation_secret (
      license TEXT PRIMARY KEY,
      short_key TEXT NOT NULL,
      set_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE control_contact (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      subject TEXT NOT NULL,
      next_at INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      owner TEXT NOT NULL,
      owned_until INTEGER NOT NULL,
      last_at INTEGER,
      last_outcome TEXT CHECK (last_outcome IN ('answered', 'refused', 'unreachable')),
      last_code TEXT NOT NULL,
      last_message TEXT NOT NULL,
      answered_at INTEGER,
      clone_suspected_at INTEGER,
      message TEXT NOT NULL
    ) STRICT;
  `,
} as const
