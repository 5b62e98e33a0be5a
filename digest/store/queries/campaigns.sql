-- name: add_edition
INSERT INTO editions (key) VALUES (:edition) ON CONFLICT (key) DO NOTHING

-- name: edition
SELECT id FROM editions WHERE key = :edition

-- name: add
INSERT INTO campaigns (
    edition_id, round, title, path, content, subject, message_hash, remainder_of, corrects, state, due, created
)
VALUES (
    :edition_id, :round, :title, :path, :content, :subject, :message_hash, :remainder_of, :corrects, :state, :due, :now
)
RETURNING id

-- name: add_content
INSERT INTO contents (campaign_id, message, disclaimers, allowed) VALUES (:campaign, :message, :disclaimers, :allowed)

-- name: open_round
-- A campaign that may reach whom its edition reached before counts by itself.
UPDATE campaigns SET round = id WHERE id = :campaign

-- name: round
SELECT round FROM campaigns WHERE id = :campaign

-- name: add_list
INSERT INTO campaign_lists (campaign_id, list_id) SELECT :campaign, id FROM lists WHERE name = :list

-- name: copy_lists
INSERT INTO campaign_lists (campaign_id, list_id)
SELECT :campaign, list_id FROM campaign_lists WHERE campaign_id = :other

-- name: freeze
-- In the order of the keys, so that both unique indexes grow at their end.
INSERT INTO deliveries (campaign_id, edition_id, round, subscriber_id, key, spelling, state, reason, changed)
SELECT
    :campaign, :edition_id, :round, r.subscriber_id, r.key, nullif(r.address, r.key),
    CASE WHEN r.reason = '' THEN 'prepared' ELSE 'skipped' END, r.reason, :now
FROM ($reasoned) r
ORDER BY r.key

-- name: count_audience
UPDATE campaigns SET audience = :audience, first = coalesce((SELECT max(id) FROM deliveries), 0) - :audience + 1
WHERE id = :campaign

-- name: columns
SELECT
    c.id, e.key AS edition, c.subject, c.message_hash, c.state, c.audience, c.created, c.started, c.finished, c.due,
    c.reason, c.round <> 0 AS again, c.remainder_of, c.corrects,
    (
        SELECT json_group_array(name) FROM (
            SELECT l.name FROM campaign_lists cl JOIN lists l ON l.id = cl.list_id
            WHERE cl.campaign_id = c.id ORDER BY l.name
        )
    ) AS lists
FROM campaigns c JOIN editions e ON e.id = c.edition_id
$where
ORDER BY c.id

-- name: content
SELECT s.message, s.disclaimers, s.allowed, c.title, c.path, c.content
FROM campaigns c JOIN contents s ON s.campaign_id = c.id WHERE c.id = :campaign

-- name: of_file
SELECT c.id FROM campaigns c WHERE c.path = :path AND c.title = :title AND c.content <> :content ORDER BY c.id

-- name: move
UPDATE campaigns SET
    state = :state,
    reason = :reason,
    started = CASE WHEN :state = 'sending' THEN coalesce(started, :now) ELSE started END,
    finished = CASE WHEN :state IN ('finished', 'cancelled') THEN :now END
WHERE id = :campaign

-- name: is_through
SELECT
    NOT EXISTS (SELECT 1 FROM deliveries WHERE campaign_id = :campaign AND state = 'prepared')
    AND NOT EXISTS (
        SELECT 1 FROM batches b JOIN deliveries d ON d.batch_id = b.id
        WHERE b.campaign_id = :campaign AND b.closed IS NULL AND d.state IN ('claimed', 'sending')
    )

-- name: drop_prepared
UPDATE deliveries SET state = 'skipped', reason = 'cancelled', batch_id = NULL, changed = :now
WHERE campaign_id = :campaign AND state IN ('prepared', 'claimed')

-- name: balance
SELECT d.state, CASE WHEN d.state = 'skipped' THEN d.reason ELSE '' END AS reason, count(*) AS number
FROM campaigns c CROSS JOIN deliveries d
WHERE c.id = :campaign AND d.id BETWEEN c.first AND c.first + c.audience - 1
GROUP BY 1, 2

-- name: rate
-- Over the last batches that were worked through.
SELECT sum(size) AS messages, max(closed) - min(opened) AS seconds
FROM (
    SELECT size, opened, closed FROM batches
    WHERE campaign_id = :campaign AND closed IS NOT NULL AND size > 0 ORDER BY id DESC LIMIT 20
)

-- name: next_due
SELECT min(due) FROM deliveries WHERE campaign_id = :campaign AND state = 'prepared'

-- name: page
SELECT
    d.id, d.campaign_id, d.subscriber_id, d.address, d.state, d.reason, d.provider_id, d.tries, d.due, d.changed
FROM campaigns c CROSS JOIN deliveries d
WHERE
    c.id = :campaign AND d.id BETWEEN max(c.first, :after + 1) AND c.first + c.audience - 1
    AND (:state = '' OR d.state = :state)
ORDER BY d.id LIMIT :limit

-- name: resolve
UPDATE deliveries SET state = :state, reason = :reason, batch_id = NULL, due = '', changed = :now
WHERE campaign_id = :campaign AND state = 'uncertain' AND (:key = '' OR key = :key)

-- name: to_forget
SELECT id FROM campaigns WHERE state IN ('finished', 'cancelled') AND finished <= :before AND forgotten = 0

-- name: forget
UPDATE deliveries SET
    subscriber_id = NULL, key = erasure_hash(key), spelling = '', provider_id = '',
    reason = CASE WHEN state = 'skipped' THEN reason ELSE '' END
WHERE campaign_id = :campaign AND spelling IS NOT ''

-- name: forget_events
UPDATE events SET words = '' WHERE delivery_id IN (SELECT id FROM deliveries WHERE campaign_id = :campaign)

-- name: mark_forgotten
UPDATE campaigns SET forgotten = 1 WHERE id = :campaign

-- name: has_forgotten
SELECT EXISTS (SELECT 1 FROM campaigns WHERE edition_id = :edition_id AND forgotten = 1)

-- name: set_wall
UPDATE campaigns SET wall = :wall, zone = :zone WHERE id = :campaign

-- name: wall
SELECT wall, zone FROM campaigns WHERE id = :campaign

-- name: list_zones
SELECT DISTINCT s.timezone
FROM lists l JOIN memberships m ON m.list_id = l.id JOIN subscribers s ON s.id = m.subscriber_id
WHERE s.timezone <> '' AND l.name IN (SELECT value FROM json_each(:lists))

-- name: zones
SELECT DISTINCT s.timezone FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
WHERE d.campaign_id = :campaign AND d.state = 'prepared'

-- name: set_due
UPDATE deliveries SET due = :due
WHERE
    campaign_id = :campaign AND state = 'prepared'
    AND subscriber_id IN (SELECT id FROM subscribers WHERE timezone = :zone)
