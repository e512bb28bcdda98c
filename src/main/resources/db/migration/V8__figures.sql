-- How a mailbox pass gets on, all its attempts together; written while it is worked on.
CREATE TABLE pace (
  pass_id BIGINT NOT NULL,
  mailbox_id BIGINT NOT NULL,
  worked_ms BIGINT NOT NULL,
  source_wait_ms BIGINT NOT NULL,
  destination_wait_ms BIGINT NOT NULL,
  items_per_second DOUBLE PRECISION NOT NULL,
  bytes_per_second DOUBLE PRECISION NOT NULL,
  cut_off_bytes BIGINT NOT NULL,
  PRIMARY KEY (pass_id, mailbox_id)
);

-- The items that a mailbox pass did not migrate, up to a limit. Unlike a failure, such a row stays
-- when a later pass has migrated the item: it tells what became of it in this one.
CREATE TABLE leftover (
  pass_id BIGINT NOT NULL,
  mailbox_id BIGINT NOT NULL,
  ordinal INT NOT NULL,
  path VARCHAR NOT NULL,
  item_type VARCHAR(16) NOT NULL,
  item_key VARCHAR NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  reason VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  item_date TIMESTAMP WITH TIME ZONE,
  size BIGINT NOT NULL,
  PRIMARY KEY (pass_id, mailbox_id, ordinal)
);
