-- name: get
SELECT id AS subscriber_id, key, address, name, language, timezone, attributes FROM subscribers WHERE key = :key

-- name: memberships
SELECT l.name AS list, m.confirmed, m.consent_at, m.consent_source, m.consent_address, m.joined
FROM lists l JOIN memberships m ON m.list_id = l.id AND m.subscriber_id = :subscriber ORDER BY l.name

-- name: deliveries
-- Through the index that begins with the campaign.
SELECT d.id, d.campaign_id, e.key AS edition, d.state, d.reason, d.changed
FROM campaigns c JOIN deliveries d ON d.campaign_id = c.id AND d.key = :key JOIN editions e ON e.id = c.edition_id
ORDER BY d.id

-- name: events
SELECT provider, kind, at, words FROM events WHERE delivery_id = :delivery ORDER BY at

-- name: withdraw
-- What had not begun to leave is skipped.
UPDATE deliveries SET state = 'skipped', reason = 'erased', batch_id = NULL, changed = :now
WHERE
    campaign_id IN (SELECT id FROM campaigns) AND key = :key AND state IN ('prepared', 'claimed')

-- name: forget_deliveries
UPDATE deliveries SET subscriber_id = NULL, key = erasure_hash(key), spelling = ''
WHERE campaign_id IN (SELECT id FROM campaigns) AND key = :key

-- name: forget_words
-- A provider's words may name the address, and its id leads to it.
UPDATE deliveries SET reason = '', provider_id = '' WHERE id = :delivery AND state <> 'skipped'

-- name: forget_event_words
UPDATE events SET words = '' WHERE delivery_id = :delivery

-- name: forget_memberships
DELETE FROM memberships WHERE list_id IN (SELECT id FROM lists) AND subscriber_id = :subscriber

-- name: forget_suppressions
DELETE FROM suppressions WHERE key = :key

-- name: forget
DELETE FROM subscribers WHERE key = :key

-- name: page
-- The members of a list, and how they stand: of several reasons one that can't be taken back, and holds everywhere.
SELECT
    m.subscriber_id, s.key, s.address, s.name, s.language, s.timezone, s.attributes, m.confirmed, m.consent_at,
    m.consent_source, m.consent_address, coalesce(x.reason, '') AS suppressed, coalesce(x.list_id <> 0, 0) AS here
FROM memberships m JOIN subscribers s ON s.id = m.subscriber_id
LEFT JOIN suppressions x ON x.key = s.key AND (x.list_id, x.reason) = (
    SELECT y.list_id, y.reason FROM suppressions y WHERE y.key = s.key AND y.list_id IN (0, m.list_id)
    ORDER BY y.reason = 'by hand', y.list_id, y.reason LIMIT 1
)
WHERE m.list_id = :list_id AND m.subscriber_id > :after ORDER BY m.subscriber_id LIMIT :limit

-- name: attribute_names
SELECT DISTINCT j.key AS name FROM memberships m JOIN subscribers s ON s.id = m.subscriber_id, json_each(s.attributes) j
WHERE m.list_id = :list_id ORDER BY 1
