-- What a schedule fires, and who said yes, no or wait. Names of schedules are those of digest.toml.

CREATE TABLE schedules (
    name TEXT PRIMARY KEY,
    rule TEXT NOT NULL,  -- what it fires by, to tell when that changes
    since TEXT NOT NULL  -- nothing fires that was due by then
) WITHOUT ROWID;

CREATE TABLE slots (
    schedule TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    draft TEXT NOT NULL DEFAULT '',
    edition TEXT NOT NULL DEFAULT '',
    campaign_id INTEGER REFERENCES campaigns (id),
    taken REAL NOT NULL DEFAULT 0,  -- seconds since 1970 until which somebody is drafting it
    changed TEXT NOT NULL,
    PRIMARY KEY (schedule, at)  -- whoever runs, a slot is one row
) WITHOUT ROWID;
CREATE INDEX slots_open ON slots (state) WHERE state IN ('due', 'asks', 'waiting', 'approved');
CREATE INDEX slots_of_campaign ON slots (campaign_id) WHERE campaign_id IS NOT NULL;

CREATE TABLE drafted_articles (
    schedule TEXT NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,  -- of the slot that drafted it
    PRIMARY KEY (schedule, key)
) WITHOUT ROWID;

CREATE TABLE days_off (schedule TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (schedule, day)) WITHOUT ROWID;

CREATE TABLE holds (name TEXT PRIMARY KEY, who TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE approvals (
    edition TEXT NOT NULL,
    hash TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hash, who)
) WITHOUT ROWID;
