-- When the MX records were changed, as a person has confirmed it. At most one row.
CREATE TABLE cutover (
  cutover_at TIMESTAMP WITH TIME ZONE NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL
);
