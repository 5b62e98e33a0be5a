-- Campaigns that are due at one time on each recipient's own clock.

ALTER TABLE campaigns ADD COLUMN wall TEXT NOT NULL DEFAULT '';  -- that time, with its date where one was named
ALTER TABLE campaigns ADD COLUMN zone TEXT NOT NULL DEFAULT '';  -- of those whose own is not known
