-- How cells of a sheet were read that hold another number than the one they show: for the review, never public.

CREATE TABLE how_read (
    plan TEXT NOT NULL,
    -- The observation.
    id TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, id) REFERENCES observation (plan, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER how_read_kept BEFORE UPDATE ON how_read BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER how_read_stays BEFORE DELETE ON how_read BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER how_read_once BEFORE INSERT ON how_read
WHEN EXISTS (SELECT 1 FROM how_read WHERE plan = NEW.plan AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
