/**
 * Accounts with their sessions and second factors (columns as better-auth expects them), service keys, the audit chain,
 * settings, dismissed banners and the daily peaks of seats. All times are epoch seconds.
 */
export const accounts = {
  name: '0002-accounts',
  sql: `
    CREATE TABLE user (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL UNIQUE,
      email_verified INTEGER NOT NULL DEFAULT 0,
      image TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      two_factor_enabled INTEGER NOT NULL DEFAULT 0,
      role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
      enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
      language TEXT CHECK (language IN ('en', 'de')),
      theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
      last_seen_at INTEGER
    ) STRICT;
    CREATE INDEX user_enabled ON user (enabled, role);
    CREATE INDEX user_name ON user (name COLLATE NOCASE, id);
    CREATE TABLE session (
      id TEXT PRIMARY KEY,
      token TEXT NOT NULL UNIQUE,
      user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      expires_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      ip_address TEXT,
      user_agent TEXT
    ) STRICT;
    CREATE INDEX session_user ON session (user_id);
    CREATE TABLE account (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      provider_id TEXT NOT NULL,
      user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      access_token TEXT,
      refresh_token TEXT,
      id_token TEXT,
      access_token_expires_at INTEGER,
      refresh_token_expires_at INTEGER,
      scope TEXT,
      password TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (provider_id, account_id)
    ) STRICT;
    CREATE INDEX account_user ON account (user_id);
    CREATE TABLE verification (
      id TEXT PRIMARY KEY,
      identifier TEXT NOT NULL,
      value TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX verification_identifier ON verification (identifier);
    CREATE TABLE two_factor (
      id TEXT PRIMARY KEY,
      secret TEXT NOT NULL,
      backup_codes TEXT NOT NULL,
      user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      verified INTEGER NOT NULL DEFAULT 1,
      failed_verification_count INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER
    ) STRICT;
    CREATE INDEX two_factor_user ON two_factor (user_id);
    CREATE TABLE used_code (
      user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      code TEXT NOT NULL,
      used_at INTEGER NOT NULL,
      PRIMARY KEY (user_id, code)
    ) STRICT;
    CREATE TABLE auth_secret (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      secret TEXT NOT NULL
    ) STRICT;
    CREATE TABLE service_key (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      product TEXT,
      scopes TEXT NOT NULL,
      prefix TEXT NOT NULL,
      hash TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      expires_at INTEGER,
      last_used_at INTEGER,
      last_used_from TEXT
    ) STRICT;
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      actor_name TEXT NOT NULL,
      action TEXT NOT NULL,
      target TEXT NOT NULL,
      detail TEXT NOT NULL,
      address TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_at ON audit (at);
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
    CREATE TABLE banner_dismissal (
      user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      banner TEXT NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (user_id, banner)
    ) STRICT;
    CREATE TABLE seat_peak (
      day INTEGER PRIMARY KEY,
      used INTEGER NOT NULL,
      closing INTEGER NOT NULL,
      seat_limit INTEGER
    ) STRICT;
  `,
} as const
