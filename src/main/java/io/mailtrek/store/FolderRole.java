package io.mailtrek.store;

/** What a folder is for, whatever its name: INBOX, or a special use of RFC 6154. */
public enum FolderRole {
  NONE,
  INBOX,
  SENT,
  DRAFTS,
  TRASH,
  JUNK,
  ARCHIVE
}
