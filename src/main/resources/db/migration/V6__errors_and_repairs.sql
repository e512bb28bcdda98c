-- What kind of thing went wrong: the word of a Problem.
ALTER TABLE failure ADD COLUMN problem VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE mailbox_pass ADD COLUMN problem VARCHAR(32) DEFAULT '' NOT NULL;

-- What the key of the item is valid under, and the pass that wanted the item: by its filters a retry
-- goes.
ALTER TABLE failure ADD COLUMN validity VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE failure ADD COLUMN origin_pass_id BIGINT;
UPDATE failure SET origin_pass_id = pass_id;

-- The file in quarantine that holds the content.
ALTER TABLE failure ADD COLUMN quarantined VARCHAR;

-- Items that are sent in another form than the source has; recorded before they are sent. The key is
-- that of the table item, where the item is once it has arrived.
CREATE TABLE repair (
  folder_id BIGINT NOT NULL,
  item_key VARCHAR NOT NULL,
  pass_id BIGINT NOT NULL,
  repairs VARCHAR NOT NULL,
  original VARCHAR,
  repaired_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (folder_id, item_key)
);
