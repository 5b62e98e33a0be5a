-- name: register
-- A schedule that is new, or fires by another rule than it did, begins now.
INSERT INTO schedules (name, rule, since) VALUES (:name, :rule, :now)
ON CONFLICT (name) DO UPDATE SET rule = excluded.rule, since = excluded.since WHERE rule <> excluded.rule

-- name: since
SELECT max(coalesce((SELECT max(at) FROM slots WHERE schedule = :name), ''), since) FROM schedules WHERE name = :name

-- name: add
INSERT INTO slots (schedule, at, state, reason, taken, changed)
VALUES (:schedule, :at, :state, :reason, :taken, :now)
ON CONFLICT (schedule, at) DO NOTHING

-- name: supersede
UPDATE slots SET state = 'missed', reason = 'a later one came', changed = :now
WHERE schedule = :schedule AND state = 'asks' AND at < :at

-- name: slots
SELECT schedule, at, state, reason, draft, edition, campaign_id AS campaign, changed FROM slots
WHERE (:schedule = '' OR schedule = :schedule) AND state IN (SELECT value FROM json_each(:states))
ORDER BY at, schedule

-- name: take
-- One process drafts a slot at a time; what it leaves lying is another's after a while.
UPDATE slots SET taken = :until
WHERE schedule = :schedule AND at = :at AND state = :state AND (taken <= :clock OR taken > :until)

-- name: move
UPDATE slots SET
    state = :state, reason = :reason, draft = coalesce(:draft, draft), edition = coalesce(:edition, edition),
    campaign_id = coalesce(:campaign, campaign_id), taken = 0, changed = :now
WHERE schedule = :schedule AND at = :at AND state = :old

-- name: drafted
SELECT key FROM drafted_articles WHERE schedule = :schedule

-- name: remember
INSERT INTO drafted_articles (schedule, key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING

-- name: leave_out
INSERT INTO days_off (schedule, day) VALUES (:schedule, :day) ON CONFLICT DO NOTHING

-- name: left_out
SELECT day FROM days_off WHERE schedule = :schedule
