-- name: add
INSERT INTO suppressions (key, list_id, reason, address, at, source)
VALUES (:key, :list_id, :reason, :address, :now, :source) ON CONFLICT DO NOTHING

-- name: add_erased
INSERT INTO suppressions (key, list_id, reason, address, at)
VALUES (erasure_hash(:key), 0, :reason, '', :now) ON CONFLICT DO NOTHING

-- name: remove
DELETE FROM suppressions WHERE key = :key AND reason = :reason AND (:list_id = -1 OR list_id = :list_id)

-- name: of_address
SELECT x.address, x.reason, l.name AS list, x.at, x.source
FROM suppressions x LEFT JOIN lists l ON l.id = x.list_id
WHERE x.key IN (:key, erasure_hash(:key)) ORDER BY x.list_id, x.reason

-- name: page
SELECT x.key, x.list_id, x.address, x.reason, l.name AS list, x.at, x.source
FROM suppressions x LEFT JOIN lists l ON l.id = x.list_id
WHERE (x.key, x.list_id, x.reason) > (:key, :list_id, :reason)
ORDER BY x.key, x.list_id, x.reason LIMIT :limit
