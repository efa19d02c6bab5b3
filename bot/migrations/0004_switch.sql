-- Whether a plan is shown at all. The newest row of a plan says; a plan without one is shown.

CREATE TABLE switch (
    -- AUTOINCREMENT: the order in which it happened.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('off', 'on')),
    -- What the public is told; only of a plan that is off.
    reason TEXT,
    -- Kept internally.
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    CHECK ((state = 'off') = (reason IS NOT NULL))
) STRICT;

CREATE INDEX switch_plan ON switch (plan, id);

CREATE TRIGGER switch_kept BEFORE UPDATE ON switch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER switch_stays BEFORE DELETE ON switch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER switch_once BEFORE INSERT ON switch
WHEN EXISTS (SELECT 1 FROM switch WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only'); END;
