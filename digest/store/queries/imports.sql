-- name: stage_table
-- NULL: the file has no such column, and what is known stays.
CREATE TEMP TABLE staged (
    key TEXT PRIMARY KEY,
    line INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT,
    language TEXT,
    timezone TEXT,
    confirmed INTEGER NOT NULL,
    consent_at TEXT,
    consent_source TEXT NOT NULL,
    consent_address TEXT NOT NULL,
    leaving TEXT,
    attributes TEXT
) WITHOUT ROWID

-- name: forget_stage
DROP TABLE IF EXISTS temp.staged

-- name: stage
-- The first row of an address counts. $attributes is a JSON object, whose nulls stand for empty cells.
INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, $attributes) ON CONFLICT DO NOTHING

-- name: first_line
SELECT line FROM staged WHERE key = :key

-- name: has_erased
SELECT EXISTS (SELECT 1 FROM suppressions WHERE reason = 'erased')

-- name: drop_erased
DELETE FROM staged
WHERE EXISTS (SELECT 1 FROM suppressions x WHERE x.key = erasure_hash(staged.key) AND x.reason = 'erased')

-- name: differs
-- Whether a row g of the file says anything new of the person s.
(
    s.address <> g.address
    OR s.name <> coalesce(g.name, s.name)
    OR s.language <> coalesce(g.language, s.language)
    OR s.timezone <> coalesce(g.timezone, s.timezone)
    OR s.attributes <> json_patch(s.attributes, coalesce(g.attributes, '{}'))
)

-- name: plan
SELECT
    CASE
        WHEN
            g.leaving IS NOT NULL
            OR EXISTS (SELECT 1 FROM suppressions x WHERE x.key = g.key AND x.list_id IN (0, coalesce(l.id, 0)))
            THEN 'suppressed'
        WHEN m.subscriber_id IS NULL THEN 'new'
        WHEN $differs OR m.confirmed < g.confirmed THEN 'changed'
        ELSE 'unchanged'
    END AS verdict,
    count(*) AS number
FROM staged g
LEFT JOIN lists l ON l.name = :list
LEFT JOIN subscribers s ON s.key = g.key
LEFT JOIN memberships m ON m.list_id = l.id AND m.subscriber_id = s.id
GROUP BY 1

-- name: add_list
INSERT INTO lists (name, created) VALUES (:list, :now) ON CONFLICT (name) DO NOTHING

-- name: change
UPDATE subscribers AS s SET
    address = g.address,
    name = coalesce(g.name, s.name),
    language = coalesce(g.language, s.language),
    timezone = coalesce(g.timezone, s.timezone),
    attributes = json_patch(s.attributes, coalesce(g.attributes, '{}'))
FROM staged g
WHERE s.key = g.key AND $differs

-- name: add
-- In the order of the keys, so that the index grows at its end.
INSERT INTO subscribers (key, address, name, language, timezone, attributes, created)
SELECT
    g.key, g.address, coalesce(g.name, ''), coalesce(g.language, ''), coalesce(g.timezone, ''),
    json_patch('{}', coalesce(g.attributes, '{}')), :now
FROM staged g WHERE true ORDER BY g.key
ON CONFLICT (key) DO NOTHING

-- name: join_list
-- Who confirmed stays confirmed, with the consent that is on record.
INSERT INTO memberships (list_id, subscriber_id, confirmed, consent_at, consent_source, consent_address, joined)
SELECT l.id, s.id, g.confirmed, g.consent_at, g.consent_source, g.consent_address, :now
FROM staged g JOIN subscribers s ON s.key = g.key JOIN lists l ON l.name = :list
WHERE true ORDER BY g.key
ON CONFLICT (list_id, subscriber_id) DO UPDATE SET
    confirmed = 1, consent_at = excluded.consent_at, consent_source = excluded.consent_source,
    consent_address = excluded.consent_address
WHERE memberships.confirmed = 0 AND excluded.confirmed = 1

-- name: suppress
-- Who left, left this list. What bounces or complains does so anywhere.
INSERT INTO suppressions (key, list_id, reason, address, at, source)
SELECT
    g.key, CASE WHEN g.leaving = 'unsubscribed' THEN l.id ELSE 0 END, g.leaving, g.address, :now, g.consent_source
FROM staged g JOIN lists l ON l.name = :list
WHERE g.leaving IS NOT NULL
ON CONFLICT DO NOTHING
