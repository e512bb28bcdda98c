-- Whether a pass takes over what is at the destination already.
ALTER TABLE pass ADD COLUMN adopt BOOLEAN DEFAULT FALSE NOT NULL;
