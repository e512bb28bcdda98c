package io.mailtrek.store.exchange.form;

/** The properties without an element that items here are made of (MS-OXPROPS). */
final class Mapi {
  private static final String COMMON = "Common";
  private static final String ADDRESS = "Address";
  private static final String TASK = "Task";
  private static final String NOTE = "0006200e-0000-0000-c000-000000000046";
  private static final String LOG = "0000000a-0000-0000-c000-000000000046";
  private static final String OWN = "PublicStrings";

  /** Content lines of iCalendar or vCard that Exchange has no place for. */
  static final ExtendedField KEPT = ExtendedField.named(OWN, "MailTrekKept", "String");

  /** The UID of an item for which Exchange has none. */
  static final ExtendedField UID = ExtendedField.named(OWN, "MailTrekUid", "String");

  /** What stays the same when an item is moved. */
  static final ExtendedField SEARCH_KEY = ExtendedField.tag("0x300b", "Binary");

  /** Without it a message is a draft (MS-OXCMSG §2.2.1.6). */
  static final ExtendedField MESSAGE_FLAGS = ExtendedField.tag("0x0e07", "Integer");

  static final ExtendedField ICON = ExtendedField.tag("0x1080", "Integer");
  static final ExtendedField GLOBAL_OBJECT_ID = ExtendedField.numbered("Meeting", 0x23, "Binary");

  static final ExtendedField TASK_START = ExtendedField.numbered(TASK, 0x8104, "SystemTime");
  static final ExtendedField TASK_DUE = ExtendedField.numbered(TASK, 0x8105, "SystemTime");
  static final ExtendedField COMPANIES = ExtendedField.numbered(COMMON, 0x8539, "StringArray");
  static final ExtendedField CONTACTS = ExtendedField.numbered(COMMON, 0x853a, "StringArray");

  static final ExtendedField NOTE_COLOR = ExtendedField.numbered(NOTE, 0x8b00, "Integer");
  static final ExtendedField NOTE_WIDTH = ExtendedField.numbered(NOTE, 0x8b02, "Integer");
  static final ExtendedField NOTE_HEIGHT = ExtendedField.numbered(NOTE, 0x8b03, "Integer");
  static final ExtendedField NOTE_X = ExtendedField.numbered(NOTE, 0x8b04, "Integer");
  static final ExtendedField NOTE_Y = ExtendedField.numbered(NOTE, 0x8b05, "Integer");

  static final ExtendedField LOG_TYPE = ExtendedField.numbered(LOG, 0x8700, "String");
  static final ExtendedField LOG_START = ExtendedField.numbered(LOG, 0x8706, "SystemTime");
  static final ExtendedField LOG_DURATION = ExtendedField.numbered(LOG, 0x8707, "Integer");
  static final ExtendedField LOG_END = ExtendedField.numbered(LOG, 0x8708, "SystemTime");
  static final ExtendedField LOG_TYPE_TEXT = ExtendedField.numbered(LOG, 0x8712, "String");

  static final ExtendedField TITLE = ExtendedField.tag("0x3a45", "String");
  static final ExtendedField HOME_PAGE = ExtendedField.tag("0x3a50", "String");
  static final ExtendedField YOMI_FIRST = ExtendedField.numbered(ADDRESS, 0x802c, "String");
  static final ExtendedField YOMI_LAST = ExtendedField.numbered(ADDRESS, 0x802d, "String");
  static final ExtendedField YOMI_COMPANY = ExtendedField.numbered(ADDRESS, 0x802e, "String");
  static final ExtendedField BIRTHDAY = ExtendedField.numbered(ADDRESS, 0x80de, "SystemTime");
  static final ExtendedField ANNIVERSARY = ExtendedField.numbered(ADDRESS, 0x80df, "SystemTime");

  /** What the address is that an EmailAddress stands for, counted from 0. */
  static ExtendedField originalAddress(int number) {
    return ExtendedField.numbered(ADDRESS, 0x8084 + 0x10 * number, "String");
  }

  private Mapi() {}
}
