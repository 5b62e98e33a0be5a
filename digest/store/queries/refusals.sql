-- name: get
SELECT streak FROM campaigns WHERE id = :campaign

-- name: set
UPDATE campaigns SET streak = :streak WHERE id = :campaign

-- name: take_back
-- Refusals that turned out to be the sender's fault, unless another campaign reached the person meanwhile.
UPDATE deliveries SET state = 'prepared', reason = '', batch_id = NULL, changed = :now
WHERE
    id IN (SELECT value FROM json_each(:deliveries)) AND state = 'rejected'
    AND NOT EXISTS (
        SELECT 1 FROM deliveries o
        WHERE
            o.edition_id = deliveries.edition_id AND o.key = deliveries.key AND o.round = deliveries.round
            AND o.state NOT IN ('skipped', 'rejected', 'failed')
    )

-- name: pause
UPDATE campaigns SET state = :state, reason = :reason WHERE id = :campaign AND state = 'sending'
