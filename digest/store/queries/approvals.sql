-- name: add
INSERT INTO approvals (edition, hash, who, at) VALUES (:edition, :hash, :who, :at)
ON CONFLICT (hash, who) DO UPDATE SET at = excluded.at

-- name: of_edition
SELECT edition, hash, who, at FROM approvals WHERE edition = :edition ORDER BY at, who
