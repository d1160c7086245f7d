/**
 * What the operator was told, and how each channel took it. A row is the memory that a milestone of a license was told, so
 * rows stay; `notification_seen` is the license that was in force when milestones were last looked for.
 */
export const notifications = {
  name: '0003-notifications',
  sql: `
    CREATE TABLE notification (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      license TEXT NOT NULL,
      milestone TEXT NOT NULL,
      kind TEXT NOT NULL,
      text TEXT NOT NULL,
      details TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (license, milestone)
    ) STRICT;
    CREATE TABLE notification_delivery (
      notification_id TEXT NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
      channel TEXT NOT NULL CHECK (channel IN ('webhook', 'mail')),
      attempts INTEGER NOT NULL DEFAULT 0,
      next_at INTEGER NOT NULL,
      sent_at INTEGER,
      last_error TEXT,
      PRIMARY KEY (notification_id, channel)
    ) STRICT;
    CREATE INDEX notification_delivery_open ON notification_delivery (channel, next_at) WHERE sent_at IS NULL;
    CREATE TABLE notification_seen (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      license TEXT NOT NULL
    ) STRICT;
  `,
} as const
