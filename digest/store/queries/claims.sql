-- name: is_due
SELECT
    EXISTS (SELECT 1 FROM campaigns WHERE id = :campaign AND state = 'sending')
    AND EXISTS (SELECT 1 FROM deliveries WHERE campaign_id = :campaign AND state = 'prepared' AND due <= :now)
    AND NOT EXISTS (
        SELECT 1 FROM holds
        WHERE name = '' OR name IN (SELECT schedule FROM slots WHERE campaign_id = :campaign)
    )

-- name: hasten
-- After a clock was set back nobody waits until it is where it was, but for those who wait for their own clock's time.
UPDATE deliveries SET due = ''
WHERE
    campaign_id = :campaign AND state = 'prepared' AND due > :latest
    AND (SELECT wall FROM campaigns WHERE id = :campaign) = ''

-- name: open_batch
INSERT INTO batches (campaign_id, owner_id, lease, opened) VALUES (:campaign, :owner, :lease, :opened) RETURNING id

-- name: pick
UPDATE deliveries SET state = 'claimed', batch_id = :fence, changed = :now
WHERE id IN (
    SELECT id FROM deliveries WHERE campaign_id = :campaign AND state = 'prepared' AND due <= :now
    ORDER BY due, id LIMIT :limit
)

-- name: leave_out
-- Whoever left, bounced or was taken off the list since the audience was frozen.
UPDATE deliveries SET state = 'skipped', reason = why.reason, batch_id = NULL
FROM (
    SELECT d.id AS delivery_id, $standing_now AS reason FROM deliveries d WHERE d.batch_id = :fence
) AS why
WHERE deliveries.id = why.delivery_id AND why.reason <> ''

-- name: claimed
SELECT
    d.id, d.tries, s.id AS subscriber_id, s.key, s.address, s.name, s.language, s.timezone, s.attributes
FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
WHERE d.batch_id = :fence AND d.state = 'claimed' ORDER BY d.id

-- name: size_batch
UPDATE batches SET size = :size WHERE id = :fence

-- name: mark_sending
-- Only under a fence that still holds, of a campaign that still goes on.
UPDATE deliveries SET state = 'sending', changed = :now
WHERE
    batch_id = :fence AND state = 'claimed' AND id IN (SELECT value FROM json_each(:deliveries))
    AND EXISTS (SELECT 1 FROM batches WHERE id = :fence AND closed IS NULL AND lease > :clock)
    AND EXISTS (SELECT 1 FROM campaigns WHERE id = deliveries.campaign_id AND state = 'sending')
    AND NOT EXISTS (
        SELECT 1 FROM holds
        WHERE name = '' OR name IN (SELECT schedule FROM slots WHERE campaign_id = deliveries.campaign_id)
    )
RETURNING id

-- name: record
-- An uncertain delivery that is still this batch's own may be told apart late: nobody sends it again meanwhile.
UPDATE deliveries SET
    state = o.state, reason = o.words, provider_id = o.provider_id, due = o.due, changed = :now, tries = tries + o.tried,
    batch_id = CASE WHEN o.state = 'uncertain' THEN batch_id END
FROM (
    SELECT
        json_extract(value, '$[0]') AS delivery, json_extract(value, '$[1]') AS state,
        json_extract(value, '$[2]') AS words, json_extract(value, '$[3]') AS provider_id,
        json_extract(value, '$[4]') AS due, json_extract(value, '$[5]') AS tried
    FROM json_each(:outcomes)
) AS o
WHERE
    deliveries.id = o.delivery AND +batch_id = :fence  -- the plus: by id, not by batch
    AND deliveries.state <> o.state AND deliveries.state IN ('claimed', 'sending', 'uncertain')

-- name: count_taken
UPDATE campaigns SET taken = taken + :number WHERE id = :campaign

-- name: campaign
SELECT c.id, c.state FROM batches b JOIN campaigns c ON c.id = b.campaign_id WHERE b.id = :fence

-- name: renew
UPDATE batches SET lease = :lease WHERE owner_id = :owner AND closed IS NULL AND lease > :clock

-- name: expired
-- Batches whose owner is gone, or did not renew its lease in time.
SELECT b.id FROM batches b JOIN owners o ON o.id = b.owner_id
WHERE b.closed IS NULL AND (o.gone = 1 OR b.lease <= :clock)

-- name: hand_back
UPDATE deliveries SET state = 'prepared', batch_id = NULL, changed = :now WHERE batch_id = :fence AND state = 'claimed'

-- name: doubt
UPDATE deliveries SET state = 'uncertain', changed = :now WHERE batch_id = :fence AND state = 'sending'

-- name: close_batch
UPDATE batches SET closed = :closed WHERE id = :fence AND closed IS NULL

-- name: add_owner
INSERT INTO owners (host, pid, started) VALUES (:host, :pid, :now) RETURNING id

-- name: owners
SELECT id FROM owners WHERE gone = 0 AND id <> :owner

-- name: owner_gone
UPDATE owners SET gone = 1 WHERE id = :owner
