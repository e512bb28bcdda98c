-- What a mailbox pass that is under way waits for; empty when it does not wait.
ALTER TABLE mailbox_pass ADD COLUMN pause_reason VARCHAR DEFAULT '' NOT NULL;

-- When it goes on, as far as that is known.
ALTER TABLE mailbox_pass ADD COLUMN paused_until TIMESTAMP WITH TIME ZONE;

-- The bytes of messages of a side in a day, for its limit.
CREATE TABLE traffic (
  side VARCHAR(16) NOT NULL,
  utc_day DATE NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (side, utc_day)
);
