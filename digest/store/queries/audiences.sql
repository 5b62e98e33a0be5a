-- Who a campaign is for: one row a person, with the reason to leave them out, or ''.

-- name: reasoned
-- What an edition reached already is left out too: in round 0 whatever any campaign reached, else this round's. Of a
-- campaign that was forgotten only hashes tell whom it reached.
SELECT
    a.subscriber_id, a.key, a.address,
    CASE
        WHEN a.reason <> '' THEN a.reason
        WHEN EXISTS (
            SELECT 1 FROM deliveries d
            WHERE
                d.edition_id = :edition_id AND $same AND (:round = 0 OR d.round = :round)
                AND d.state NOT IN ('skipped', 'rejected', 'failed')
        ) THEN 'already sent'
        ELSE ''
    END AS reason
FROM ($audience) a

-- name: lists
-- Of several lists one that may be mailed is enough, and '' is the least of all reasons.
SELECT st.subscriber_id, st.key, st.address, min(st.reason) AS reason
FROM standings st
WHERE st.list_id IN (SELECT l.id FROM lists l JOIN json_each(:lists) j ON j.value = l.name)
GROUP BY st.key

-- name: imported
-- The rows of the file that was imported in this transaction.
SELECT st.subscriber_id, st.key, st.address, min(st.reason) AS reason
FROM staged g JOIN subscribers s ON s.key = g.key JOIN standings st ON st.subscriber_id = s.id
WHERE st.list_id IN (SELECT l.id FROM lists l JOIN json_each(:lists) j ON j.value = l.name)
GROUP BY st.key

-- name: staged
-- The rows of a file that is not imported, as the import would have made them.
SELECT
    coalesce((SELECT s.id FROM subscribers s WHERE s.key = g.key), 0) AS subscriber_id, g.key, g.address,
    coalesce(
        g.leaving,
        (
            SELECT min(x.reason) FROM suppressions x
            WHERE
                x.key = g.key
                AND x.list_id IN (SELECT 0 UNION SELECT l.id FROM lists l JOIN json_each(:lists) j ON j.value = l.name)
        ),
        CASE WHEN g.confirmed = 0 THEN 'unconfirmed' ELSE '' END
    ) AS reason
FROM staged g

-- name: standing_now
-- How the person of a delivery d stands to the lists of its campaign: '' when one of them may mail them.
coalesce(
    (
        SELECT min(st.reason) FROM standings st
        WHERE
            st.subscriber_id = d.subscriber_id
            AND st.list_id IN (SELECT cl.list_id FROM campaign_lists cl WHERE cl.campaign_id = d.campaign_id)
    ),
    'no longer on the list'
)

-- name: left_out
-- Those whom a campaign did not reach, less whoever was erased.
SELECT d.subscriber_id, d.key, d.address, $standing_now AS reason
FROM deliveries d
WHERE d.campaign_id = :other AND d.state IN ('skipped', 'rejected', 'failed') AND d.subscriber_id IS NOT NULL

-- name: reached
-- Those who surely got a campaign's message.
SELECT d.subscriber_id, d.key, d.address, $standing_now AS reason
FROM deliveries d
WHERE d.campaign_id = :other AND d.state IN ('accepted', 'delivered', 'complained') AND d.subscriber_id IS NOT NULL

-- name: planned_table
CREATE TEMP TABLE planned (subscriber_id INTEGER, key TEXT NOT NULL, address TEXT NOT NULL, reason TEXT NOT NULL)

-- name: forget_planned
DROP TABLE IF EXISTS temp.planned

-- name: plan
INSERT INTO planned SELECT r.subscriber_id, r.key, r.address, r.reason FROM ($reasoned) r ORDER BY r.key

-- name: planned_counts
SELECT reason, count(*) AS number FROM planned GROUP BY reason

-- name: planned_page
SELECT p.rowid AS id, p.subscriber_id, p.key, p.address, s.name, s.language, s.timezone, s.attributes
FROM planned p JOIN subscribers s ON s.id = p.subscriber_id
WHERE p.rowid > :after AND p.reason = '' ORDER BY p.rowid LIMIT :limit

-- name: planned_staged_page
-- What the file doesn't say, and the store knows, stands.
SELECT
    p.rowid AS id, p.subscriber_id, p.key, p.address, coalesce(g.name, s.name, '') AS name,
    coalesce(g.language, s.language, '') AS language, coalesce(g.timezone, s.timezone, '') AS timezone,
    json_patch(coalesce(s.attributes, '{}'), coalesce(g.attributes, '{}')) AS attributes
FROM planned p JOIN staged g ON g.key = p.key LEFT JOIN subscribers s ON s.id = p.subscriber_id
WHERE p.rowid > :after AND p.reason = '' ORDER BY p.rowid LIMIT :limit
