package io.mailtrek.store;

import java.util.Locale;

/** What kind of thing an item is. */
public enum ItemType {
  MAIL,
  CALENDAR,
  CONTACT,
  JOURNAL,
  NOTE,
  TASK;

  /** The word for this type in settings, reports and headers: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
