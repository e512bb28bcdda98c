-- What was told to people of a pass, so that nothing is told twice. The mailbox is 0 where it is the
-- pass as a whole.
CREATE TABLE notice (
  pass_id BIGINT NOT NULL,
  event VARCHAR(32) NOT NULL,
  mailbox_id BIGINT NOT NULL,
  noted_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (pass_id, event, mailbox_id)
);
