package io.mailtrek.store;

/** What a folder is for, whatever its name: INBOX, a special use of RFC 6154, … */
public enum FolderRole {
  NONE,
  INBOX,
  SENT,
  DRAFTS,
  TRASH,
  JUNK,
  ARCHIVE,

  /** The main folder of a mailbox for items of its type, where they are no mail. */
  MAIN
}
