-- What a verification or a trial has found at both sides of a mailbox, a row a check.
CREATE TABLE finding (
  pass_id BIGINT NOT NULL,
  mailbox_id BIGINT NOT NULL,
  ordinal INT NOT NULL,
  side VARCHAR(16) NOT NULL,
  subject VARCHAR(32) NOT NULL,
  verdict VARCHAR(16) NOT NULL,
  observed VARCHAR NOT NULL,
  advice VARCHAR NOT NULL,
  PRIMARY KEY (pass_id, mailbox_id, ordinal)
);

-- What there was to move then, and the bytes that the quota at the destination left.
CREATE TABLE workload (
  pass_id BIGINT NOT NULL,
  mailbox_id BIGINT NOT NULL,
  items BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  largest BIGINT NOT NULL,
  space_left BIGINT,
  PRIMARY KEY (pass_id, mailbox_id)
);
