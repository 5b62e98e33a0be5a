-- name: incoming_table
-- As the rows come. NULL: the file has no such column, and what is known stays; or the spelling is the key itself.
CREATE TEMP TABLE incoming (
    key TEXT NOT NULL,
    line INTEGER NOT NULL,
    spelling TEXT,
    name TEXT,
    language TEXT,
    timezone TEXT,
    confirmed INTEGER NOT NULL DEFAULT 1,
    consent_at TEXT,
    consent_source TEXT NOT NULL DEFAULT '',
    consent_address TEXT NOT NULL DEFAULT '',
    leaving TEXT,
    here INTEGER NOT NULL DEFAULT 0,
    attributes TEXT
)

-- name: staged_table
-- The same in the order of the keys, in which everything after is quick.
CREATE TEMP TABLE staged (
    key TEXT NOT NULL,
    line INTEGER NOT NULL,
    spelling TEXT,
    name TEXT,
    language TEXT,
    timezone TEXT,
    confirmed INTEGER NOT NULL,
    consent_at TEXT,
    consent_source TEXT NOT NULL,
    consent_address TEXT NOT NULL,
    leaving TEXT,
    here INTEGER NOT NULL,
    attributes TEXT,
    address TEXT NOT NULL GENERATED ALWAYS AS (coalesce(spelling, key)) VIRTUAL,
    PRIMARY KEY (key, line)
) WITHOUT ROWID

-- name: forget_incoming
DROP TABLE IF EXISTS temp.incoming

-- name: forget_staged
DROP TABLE IF EXISTS temp.staged

-- name: take
INSERT INTO incoming ($columns) VALUES ($places)

-- name: sort
INSERT INTO staged SELECT * FROM incoming ORDER BY key, line

-- name: repeats_table
CREATE TEMP TABLE repeats (key TEXT PRIMARY KEY, first INTEGER NOT NULL, leaving TEXT, here INTEGER)

-- name: forget_repeats
DROP TABLE IF EXISTS temp.repeats

-- name: find_repeats
INSERT INTO repeats
SELECT key, min(line), min(leaving), min(here) FILTER (WHERE leaving IS NOT NULL) FROM staged
GROUP BY key HAVING count(*) > 1

-- name: repeated
SELECT g.line, r.first FROM repeats r JOIN staged g ON g.key = r.key AND g.line > r.first ORDER BY g.line LIMIT :limit

-- name: keep_leaving
-- Who left by any of their rows, left.
UPDATE staged SET leaving = r.leaving, here = r.here FROM repeats r
WHERE staged.key = r.key AND staged.line = r.first AND r.leaving IS NOT NULL

-- name: drop_repeated
-- The first row of an address counts.
DELETE FROM staged
WHERE key IN (SELECT key FROM repeats) AND line > (SELECT r.first FROM repeats r WHERE r.key = staged.key)

-- name: has_erased
SELECT EXISTS (SELECT 1 FROM suppressions WHERE reason = 'erased')

-- name: drop_erased
DELETE FROM staged
WHERE EXISTS (SELECT 1 FROM suppressions x WHERE x.key = erasure_hash(staged.key) AND x.reason = 'erased')

-- name: differs
-- Whether a row g of the file says anything new of the person s. How the address is spelled is nothing new.
(
    s.name <> coalesce(g.name, s.name)
    OR s.language <> coalesce(g.language, s.language)
    OR s.timezone <> coalesce(g.timezone, s.timezone)
    OR s.attributes <> json_patch(s.attributes, coalesce(g.attributes, '{}'))
)

-- name: plan
WITH verdicts AS MATERIALIZED (SELECT
    CASE
        WHEN
            g.leaving IS NOT NULL
            OR EXISTS (SELECT 1 FROM suppressions x WHERE x.key = g.key AND x.list_id IN (0, coalesce(l.id, 0)))
            THEN 'suppressed'
        WHEN m.subscriber_id IS NULL THEN 'new'
        WHEN $differs OR m.confirmed < g.confirmed THEN 'changed'
        ELSE 'unchanged'
    END AS verdict
FROM staged g
LEFT JOIN lists l ON l.name = :list
LEFT JOIN subscribers s ON s.key = g.key
LEFT JOIN memberships m ON m.list_id = l.id AND m.subscriber_id = s.id
)
SELECT
    count(*) FILTER (WHERE verdict = 'new') AS new,
    count(*) FILTER (WHERE verdict = 'changed') AS changed,
    count(*) FILTER (WHERE verdict = 'unchanged') AS unchanged,
    count(*) FILTER (WHERE verdict = 'suppressed') AS suppressed
FROM verdicts

-- name: add_list
INSERT INTO lists (name, created) VALUES (:list, :now) ON CONFLICT (name) DO NOTHING

-- name: change
UPDATE subscribers AS s SET
    name = coalesce(g.name, s.name),
    language = coalesce(g.language, s.language),
    timezone = coalesce(g.timezone, s.timezone),
    attributes = json_patch(s.attributes, coalesce(g.attributes, '{}'))
FROM staged g
WHERE s.key = g.key AND $differs

-- name: add
-- In the order of the keys, so that the index grows at its end.
INSERT INTO subscribers (key, spelling, name, language, timezone, attributes)
SELECT
    g.key, g.spelling, coalesce(g.name, ''), coalesce(g.language, ''), coalesce(g.timezone, ''),
    json_patch('{}', coalesce(g.attributes, '{}'))
FROM staged g WHERE true ORDER BY g.key
ON CONFLICT (key) DO NOTHING

-- name: join_list
-- Who confirmed stays confirmed, with the consent that is on record.
INSERT INTO memberships (list_id, subscriber_id, confirmed, consent_at, consent_source, consent_address, joined)
SELECT
    l.id, s.id, g.confirmed, g.consent_at, coalesce(nullif(g.consent_source, ''), :source), g.consent_address, :now
FROM staged g JOIN subscribers s ON s.key = g.key JOIN lists l ON l.name = :list
WHERE true ORDER BY g.key
ON CONFLICT (list_id, subscriber_id) DO UPDATE SET
    confirmed = 1, consent_at = excluded.consent_at, consent_source = excluded.consent_source,
    consent_address = excluded.consent_address
WHERE memberships.confirmed = 0 AND excluded.confirmed = 1

-- name: suppress
INSERT INTO suppressions (key, list_id, reason, address, at, source)
SELECT
    g.key, CASE WHEN g.here THEN l.id ELSE 0 END, g.leaving, g.address, :now, :source
FROM staged g JOIN lists l ON l.name = :list
WHERE g.leaving IS NOT NULL
ON CONFLICT DO NOTHING
