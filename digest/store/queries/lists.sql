-- name: id
SELECT id FROM lists WHERE name = :list

-- name: all
SELECT
    l.id, l.name, l.created, count(m.subscriber_id) AS subscribers, coalesce(sum(m.confirmed = 0), 0) AS unconfirmed,
    coalesce(
        sum(EXISTS (SELECT 1 FROM suppressions x WHERE x.key = s.key AND x.list_id IN (0, l.id))), 0
    ) AS suppressed
FROM lists l LEFT JOIN memberships m ON m.list_id = l.id LEFT JOIN subscribers s ON s.id = m.subscriber_id
WHERE (:list = '' OR l.name = :list)
GROUP BY l.id ORDER BY l.name
