package io.mailtrek.demo;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.List;

/** Folders of a server by their names, the outermost first. */
final class SampleFolder {
  private SampleFolder() {}

  /** Finds or makes a folder. */
  static Folder open(Store store, List<String> path) throws MessagingException {
    String separator = String.valueOf(store.getDefaultFolder().getSeparator());
    Folder folder = store.getFolder(String.join(separator, path));
    if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES | Folder.HOLDS_FOLDERS)) {
      throw new MessagingException("The folder " + path + " can't be made");
    }
    folder.open(Folder.READ_WRITE);
    return folder;
  }
}
