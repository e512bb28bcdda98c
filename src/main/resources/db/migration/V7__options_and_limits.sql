-- How a mailbox pass works, as a JSON object of settings; empty until a worker takes it.
ALTER TABLE mailbox_pass ADD COLUMN options VARCHAR DEFAULT '' NOT NULL;

-- Limits that were changed while passes run, each with what the configuration said then.
CREATE TABLE changed_limit (
  name VARCHAR(64) PRIMARY KEY,
  amount BIGINT NOT NULL,
  in_place_of BIGINT NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL
);
