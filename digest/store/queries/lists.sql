-- name: id
SELECT id FROM lists WHERE name = :list
