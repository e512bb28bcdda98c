package io.mailtrek.config;

import java.util.Locale;

/** How a report of a pass is written. */
public enum ReportFormat {
  /** A page with charts for people, which needs nothing but itself. */
  HTML,
  /** Tables for spreadsheets. */
  CSV,
  /** All of it, for programs. */
  JSON;

  /** The word for it, which files also end with. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
