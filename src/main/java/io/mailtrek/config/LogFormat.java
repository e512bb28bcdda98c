package io.mailtrek.config;

/** How logs are written. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** An object a line, with the names of the Elastic Common Schema, for programs. */
  JSON
}
