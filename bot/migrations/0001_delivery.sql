-- Inbox, outbox, cursors and conversations. Times are milliseconds since 1970 (UTC).

CREATE TABLE inbox (
    -- AUTOINCREMENT: ids are never reused after the purge.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    -- What the platform calls the message: a second delivery meets the UNIQUE below.
    dedupe_key TEXT NOT NULL,
    conversation TEXT NOT NULL,
    event TEXT NOT NULL CHECK (json_valid(event)),
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'skipped')),
    finished_at INTEGER,
    UNIQUE (channel, dedupe_key)
) STRICT;

CREATE INDEX inbox_new ON inbox (channel, id) WHERE state = 'new';

-- How far a channel that pulls its messages has come; its meaning is the channel's own.
CREATE TABLE cursor (
    channel TEXT PRIMARY KEY,
    position TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last questions of a conversation: what a follow-up refers to.
CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;

CREATE INDEX turn_conversation ON turn (channel, conversation, id);

CREATE TABLE outbox (
    -- AUTOINCREMENT: buttons name the row they came with, also after the purge.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    inbox_id INTEGER NOT NULL REFERENCES inbox (id),
    seq INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    -- Counted before each attempt, so that a crash while sending counts too.
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    reason TEXT,
    platform_id TEXT,
    finished_at INTEGER,
    UNIQUE (inbox_id, seq)
) STRICT;

CREATE INDEX outbox_open ON outbox (channel, conversation, id) WHERE state IN ('pending', 'sending');
