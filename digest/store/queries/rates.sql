-- name: get
SELECT next, noted FROM rates WHERE provider = :provider

-- name: put
INSERT INTO rates (provider, next, noted) VALUES (:provider, :next, :noted)
ON CONFLICT (provider) DO UPDATE SET next = excluded.next, noted = excluded.noted
