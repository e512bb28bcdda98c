package io.mailtrek.demo;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * All messages of a server, read by an ordinary mail library and not by the code that migrates.
 *
 * @param copies every message with how often it is there
 * @param folders every folder
 * @param ids where each message is, by its id at the server
 */
record Snapshot(Map<Snapshot.Copy, Integer> copies, Set<String> folders, List<String> ids) {

  /**
   * What has to be the same on both sides.
   *
   * @param place the mailbox and the folder
   * @param hash the hash of its bytes
   * @param date when it was received
   * @param flags its flags
   */
  record Copy(String place, String hash, Instant date, String flags) {}

  /** Reads all mailboxes of a server. */
  static Snapshot of(DemoServer server) throws MessagingException, IOException {
    Map<Copy, Integer> copies = new HashMap<>();
    Set<String> folders = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    for (String user : server.users()) {
      try (Store store = server.login(user)) {
        for (Folder folder : store.getDefaultFolder().list("*")) {
          if ((folder.getType() & Folder.HOLDS_MESSAGES) == 0) {
            continue;
          }
          folder.open(Folder.READ_ONLY);
          String place = place(user, folder);
          folders.add(place);
          Message[] messages = folder.getMessages();
          folder.fetch(messages, everything());
          for (Message message : messages) {
            copies.merge(copy(place, message), 1, Integer::sum);
            ids.add(place + " " + ((UIDFolder) folder).getUID(message));
          }
          folder.close(false);
        }
      }
    }
    return new Snapshot(copies, folders, ids);
  }

  /** Reads one message of an open folder. */
  static Copy copy(String user, Folder folder, Message message)
      throws MessagingException, IOException {
    return copy(place(user, folder), message);
  }

  private static Copy copy(String place, Message message) throws MessagingException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return new Copy(
        place,
        hash(bytes.toByteArray()),
        message.getReceivedDate().toInstant(),
        flags(message.getFlags()));
  }

  /** Reading a folder at once is quicker than message by message. */
  private static FetchProfile everything() {
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    profile.add(IMAPFolder.FetchProfileItem.MESSAGE);
    return profile;
  }

  /** How many messages there are. */
  int size() {
    return ids.size();
  }

  /** Asks the server, which takes its time. */
  private static String place(String user, Folder folder) throws MessagingException {
    return user + ": " + folder.getFullName().replace(folder.getSeparator(), '/');
  }

  private static String flags(Flags flags) {
    flags.remove(Flags.Flag.RECENT);
    return flags.toString();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
