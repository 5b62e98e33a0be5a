-- name: add
INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING

-- name: get
SELECT value FROM facts WHERE name = :name

-- name: moves
SELECT noun, old, new FROM moves

-- name: forget_moves
DELETE FROM moves

-- name: add_move
INSERT INTO moves (noun, old, new) VALUES (?, ?, ?)
