-- name: add
INSERT INTO events (provider, delivery_id, message_id, kind, at, words)
SELECT :provider, :delivery, :message_id, :kind, :at, :words FROM deliveries WHERE id = :delivery
ON CONFLICT DO NOTHING

-- name: delivery
SELECT id, campaign_id, subscriber_id, key, address, state FROM deliveries WHERE id = :delivery

-- name: move
UPDATE deliveries SET
    state = :state, batch_id = NULL, changed = :now,
    reason = CASE WHEN :words = '' THEN reason ELSE :words END,
    provider_id = CASE WHEN :message_id = '' THEN provider_id ELSE :message_id END
WHERE id = :delivery

-- name: suppress
INSERT INTO suppressions (key, list_id, reason, address, at, source)
VALUES (:key, 0, :reason, :address, :now, :source) ON CONFLICT DO NOTHING

-- name: campaigns_with
-- In how many campaigns an address has met an event of a kind since then.
SELECT count(DISTINCT d.campaign_id)
FROM campaigns c JOIN deliveries d ON d.campaign_id = c.id AND d.key = :key JOIN events e ON e.delivery_id = d.id
WHERE e.kind = :kind AND e.at >= :since

-- name: tally
UPDATE campaigns SET bounces = bounces + :bounces, complaints = complaints + :complaints WHERE id = :campaign

-- name: tallies
SELECT taken, bounces, complaints FROM campaigns WHERE id = :campaign
