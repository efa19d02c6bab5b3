-- Figures: what was put forward, what was public when, and who answers for it. Times are milliseconds since 1970 (UTC),
-- days are text (2025-12-31). Rows are only ever added; the triggers at the end hold every program to that.

-- A file that was put forward for review.
CREATE TABLE batch (
    -- AUTOINCREMENT: numbers are never reused.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    prepared_by TEXT,
    staged_at INTEGER NOT NULL
) STRICT;

CREATE INDEX batch_plan ON batch (plan, id);

-- What became of it; a batch without a row here waits for review.
CREATE TABLE batch_end (
    batch INTEGER PRIMARY KEY REFERENCES batch (id),
    -- The publication that took it in; nothing where it was dropped.
    publication INTEGER,
    ended_at INTEGER NOT NULL
) STRICT;

CREATE TABLE observation (
    plan TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Nothing where it comes from the pack.
    batch INTEGER REFERENCES batch (id),
    recorded_at INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT,
    state TEXT,
    margin TEXT,
    as_of TEXT NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    source_title TEXT NOT NULL,
    source_url TEXT,
    supersedes TEXT,
    reason TEXT,
    next_step TEXT,
    note TEXT,
    CHECK ((value IS NULL) <> (state IS NULL)),
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX observation_batch ON observation (batch) WHERE batch IS NOT NULL;

CREATE TABLE task_update (
    plan TEXT NOT NULL,
    id TEXT NOT NULL,
    batch INTEGER REFERENCES batch (id),
    recorded_at INTEGER NOT NULL,
    task TEXT NOT NULL,
    state TEXT NOT NULL,
    as_of TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT,
    source_title TEXT NOT NULL,
    source_url TEXT,
    -- The report of the same day that this one stands in for.
    supersedes TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_update_batch ON task_update (batch) WHERE batch IS NOT NULL;

-- One approved state of a plan's figures. The highest number is public.
CREATE TABLE publication (
    plan TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    -- seed: rows of the pack; publish: staged rows after review; withdraw: an earlier state again.
    kind TEXT NOT NULL CHECK (kind IN ('seed', 'publish', 'withdraw')),
    -- The one that was public until then.
    previous INTEGER,
    -- The one whose state a withdrawal brings back.
    restores INTEGER,
    published_at INTEGER NOT NULL,
    day TEXT NOT NULL,
    -- What the public is told of a withdrawal.
    corrected_on TEXT,
    corrected_reason TEXT,
    -- Kept internally.
    preparer TEXT,
    reviewer TEXT,
    approver TEXT,
    -- SHA-256 over everything that is public with it.
    digest TEXT NOT NULL,
    CHECK ((kind = 'withdraw') = (restores IS NOT NULL)),
    CHECK ((corrected_on IS NULL) = (corrected_reason IS NULL)),
    PRIMARY KEY (plan, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_item (
    plan TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('observation', 'update')),
    id TEXT NOT NULL,
    PRIMARY KEY (plan, number, kind, id),
    FOREIGN KEY (plan, number) REFERENCES publication (plan, number)
) STRICT, WITHOUT ROWID;

-- Who did what, in order.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    plan TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('seeded', 'staged', 'dropped', 'published', 'withdrawn')),
    person TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;

-- Nothing is changed or removed. REPLACE removes without a DELETE trigger, hence the third kind.
CREATE TRIGGER batch_kept BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER batch_once BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER batch_end_kept BEFORE UPDATE ON batch_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER batch_end_stays BEFORE DELETE ON batch_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER batch_end_once BEFORE INSERT ON batch_end
WHEN EXISTS (SELECT 1 FROM batch_end WHERE batch = NEW.batch) BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER observation_kept BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER observation_stays BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER observation_once BEFORE INSERT ON observation
WHEN EXISTS (SELECT 1 FROM observation WHERE plan = NEW.plan AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER task_update_kept BEFORE UPDATE ON task_update BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER task_update_stays BEFORE DELETE ON task_update BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER task_update_once BEFORE INSERT ON task_update
WHEN EXISTS (SELECT 1 FROM task_update WHERE plan = NEW.plan AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER publication_kept BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER publication_stays BEFORE DELETE ON publication BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER publication_once BEFORE INSERT ON publication
WHEN EXISTS (SELECT 1 FROM publication WHERE plan = NEW.plan AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER publication_item_kept BEFORE UPDATE ON publication_item BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER publication_item_stays BEFORE DELETE ON publication_item BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER publication_item_once BEFORE INSERT ON publication_item
WHEN EXISTS (SELECT 1 FROM publication_item
             WHERE plan = NEW.plan AND number = NEW.number AND kind = NEW.kind AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_once BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only'); END;
