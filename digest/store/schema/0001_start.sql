-- Times are RFC 3339 in UTC with seconds, so that they compare as text. "key" is an address in its normalised form,
-- "spelling" the form that is mailed where that is another.

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE lists (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL);

CREATE TABLE subscribers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, since deliveries go on naming it
    key TEXT NOT NULL UNIQUE,
    spelling TEXT,
    address TEXT NOT NULL GENERATED ALWAYS AS (coalesce(spelling, key)) VIRTUAL,
    name TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    timezone TEXT NOT NULL DEFAULT '',
    attributes TEXT NOT NULL DEFAULT '{}'  -- a JSON object of strings
);

CREATE TABLE memberships (
    list_id INTEGER NOT NULL REFERENCES lists (id),
    subscriber_id INTEGER NOT NULL REFERENCES subscribers (id),
    confirmed INTEGER NOT NULL,
    consent_at TEXT,
    consent_source TEXT NOT NULL DEFAULT '',
    consent_address TEXT NOT NULL DEFAULT '',
    joined TEXT NOT NULL,
    PRIMARY KEY (list_id, subscriber_id)
) WITHOUT ROWID;

CREATE TABLE suppressions (
    key TEXT NOT NULL,  -- of an erased person a keyed hash
    list_id INTEGER NOT NULL,  -- 0: all lists
    reason TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (key, list_id, reason)
) WITHOUT ROWID;

CREATE TABLE editions (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE);

CREATE TABLE campaigns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edition_id INTEGER NOT NULL REFERENCES editions (id),
    round INTEGER NOT NULL,  -- 0: only those the edition did not reach yet; else this campaign's own id
    title TEXT NOT NULL,
    path TEXT NOT NULL,  -- of the article or draft, as typed
    content TEXT NOT NULL,  -- hash of its text, to tell an edit from another edition
    subject TEXT NOT NULL,
    message_hash TEXT NOT NULL,
    remainder_of INTEGER REFERENCES campaigns (id),
    corrects INTEGER REFERENCES campaigns (id),
    audience INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0,  -- its first delivery; the others follow without a gap
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    due TEXT,
    created TEXT NOT NULL,
    started TEXT,
    finished TEXT,
    forgotten INTEGER NOT NULL DEFAULT 0,  -- 1: its deliveries name nobody any more
    streak TEXT NOT NULL DEFAULT '{}',  -- the last refusals that all said the same, as JSON
    taken INTEGER NOT NULL DEFAULT 0,  -- messages a provider accepted
    bounces INTEGER NOT NULL DEFAULT 0,  -- hard ones, and blocks
    complaints INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX campaigns_of_edition ON campaigns (edition_id);
CREATE INDEX campaigns_unfinished ON campaigns (id) WHERE state NOT IN ('finished', 'cancelled');

-- What a campaign sends, as JSON; by itself, since a campaign's own row is written with every group that goes out.
CREATE TABLE contents (
    campaign_id INTEGER PRIMARY KEY REFERENCES campaigns (id),
    message TEXT NOT NULL,
    disclaimers TEXT NOT NULL,
    allowed TEXT NOT NULL  -- errors that settings let through
);

CREATE TABLE campaign_lists (
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    list_id INTEGER NOT NULL REFERENCES lists (id),
    PRIMARY KEY (campaign_id, list_id)
) WITHOUT ROWID;

CREATE TABLE owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX owners_about ON owners (id) WHERE gone = 0;

CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the fence: a later claim of a delivery has a higher one
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    owner_id INTEGER NOT NULL REFERENCES owners (id),
    lease REAL NOT NULL,  -- seconds on the clock of this machine that nobody sets
    size INTEGER NOT NULL DEFAULT 0,
    opened REAL NOT NULL,  -- seconds since 1970
    closed REAL
);
CREATE INDEX batches_open ON batches (owner_id) WHERE closed IS NULL;
CREATE INDEX batches_of_campaign ON batches (campaign_id, id);

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, since a provider's events name it
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    edition_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    subscriber_id INTEGER,  -- null once erased
    key TEXT NOT NULL,  -- once erased a keyed hash
    spelling TEXT,  -- once erased ''
    address TEXT NOT NULL GENERATED ALWAYS AS (coalesce(spelling, key)) VIRTUAL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    provider_id TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    due TEXT NOT NULL DEFAULT '',  -- '': at once
    changed TEXT NOT NULL,
    batch_id INTEGER REFERENCES batches (id)
);
CREATE UNIQUE INDEX deliveries_address ON deliveries (campaign_id, key);
-- An edition reaches an address once. The database itself refuses a second delivery, whatever the program does.
CREATE UNIQUE INDEX deliveries_once ON deliveries (edition_id, key, round)
    WHERE state NOT IN ('skipped', 'rejected', 'failed');
CREATE INDEX deliveries_ready ON deliveries (campaign_id, due, id) WHERE state = 'prepared';
CREATE INDEX deliveries_claimed ON deliveries (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE moves (noun TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (noun, old, new)) WITHOUT ROWID;

CREATE TRIGGER deliveries_move BEFORE UPDATE OF state ON deliveries
WHEN NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM moves WHERE noun = 'delivery' AND old = OLD.state AND new = NEW.state
)
BEGIN SELECT RAISE(ABORT, 'a delivery made a move that is not allowed'); END;

CREATE TRIGGER campaigns_move BEFORE UPDATE OF state ON campaigns
WHEN NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM moves WHERE noun = 'campaign' AND old = OLD.state AND new = NEW.state
)
BEGIN SELECT RAISE(ABORT, 'a campaign made a move that is not allowed'); END;

CREATE TABLE events (
    provider TEXT NOT NULL,
    delivery_id INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (delivery_id, provider, message_id, kind, at)
) WITHOUT ROWID;

CREATE TABLE rates (provider TEXT PRIMARY KEY, next REAL NOT NULL, noted REAL NOT NULL);

-- Whether somebody may be mailed as a member of a list: '' when so, else why not. The one place that says it.
CREATE VIEW standings AS
SELECT
    m.list_id,
    m.subscriber_id,
    s.key,
    s.address,
    coalesce(
        (SELECT min(x.reason) FROM suppressions x WHERE x.key = s.key AND x.list_id IN (0, m.list_id)),
        CASE WHEN m.confirmed = 0 THEN 'unconfirmed' ELSE '' END
    ) AS reason
FROM memberships m JOIN subscribers s ON s.id = m.subscriber_id;
