-- name: add
INSERT INTO holds (name, who, at) VALUES (:name, :who, :at) ON CONFLICT (name) DO NOTHING

-- name: remove
DELETE FROM holds WHERE name = :name

-- name: all
SELECT name, who, at FROM holds ORDER BY name

-- name: over
-- The hold over all, or over the schedule that a campaign comes from.
SELECT name, who, at FROM holds
WHERE name = '' OR name IN (SELECT schedule FROM slots WHERE campaign_id = :campaign)
ORDER BY name LIMIT 1
