package io.mailtrek.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;

/**
 * The system account under which Dovecot touches mail. Root must hand over to another account,
 * because Dovecot refuses to open mail as root; anybody else stays who he is.
 *
 * @param root whether this JVM runs as root
 * @param mailUser the account's name
 * @param mailGroup its group's name
 */
record DovecotAccount(boolean root, String mailUser, String mailGroup) {

  /** The account for a server whose folder this JVM has just made. */
  static DovecotAccount ofOwner(Path folder) throws IOException {
    PosixFileAttributes owner = Files.readAttributes(folder, PosixFileAttributes.class);
    if (owner.owner().getName().equals("root")) {
      return new DovecotAccount(true, "nobody", "nogroup");
    }
    return new DovecotAccount(false, owner.owner().getName(), owner.group().getName());
  }

  /** Gives a file or folder (not what is below it) to the account. */
  void own(Path path) throws IOException {
    if (!root) {
      return;
    }
    UserPrincipalLookupService names = FileSystems.getDefault().getUserPrincipalLookupService();
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setOwner(names.lookupPrincipalByName(mailUser));
    view.setGroup(names.lookupPrincipalByGroupName(mailGroup));
  }
}
