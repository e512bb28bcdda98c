package io.mailtrek.config;

/** Which date of an item the date filters look at. */
public enum DateSource {
  /** When the store received it (IMAP INTERNALDATE). */
  INTERNAL_DATE,
  /** The Date header, which the sender wrote. */
  DATE_HEADER
}
