package io.mailtrek.server;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a mailbox holds at one moment, read with EXAMINE and BODY.PEEK only, so that looking
 * changes nothing. Immutable.
 *
 * <p>{@link #differences} compares contents across servers; {@link #changes} proves that one
 * mailbox was not touched at all.
 */
public final class MailboxSnapshot {
  /** MODSEQ where the server has none (no CONDSTORE). */
  public static final long NO_MODSEQ = -1;

  /** "dd" is padded with a space in IMAP. */
  private static final DateTimeFormatter INTERNAL_DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-yyyy HH:mm:ss xx")
          .toFormatter(Locale.ENGLISH);

  private static final Pattern UIDVALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)\\]");

  private final Map<String, Folder> folders;

  private MailboxSnapshot(Map<String, Folder> folders) {
    this.folders = folders;
  }

  /**
   * One message.
   *
   * @param flags system flags and keywords without {@code \Recent}
   * @param modSeq {@link #NO_MODSEQ} where the server has none
   * @param sha256 of the bytes of BODY[], in hex
   */
  public record Message(
      long uid, Set<String> flags, Instant internalDate, long modSeq, String sha256, int size) {

    /** What must be the same at source and destination. */
    String content() {
      return "sha256 %.12s…, %d bytes, %s, flags %s"
          .formatted(sha256, size, internalDate, new TreeSet<>(flags));
    }
  }

  /**
   * One folder.
   *
   * @param path Unicode, with {@code /}, without the namespace's prefix
   * @param attributes of LIST, such as {@code \Sent}
   * @param uidValidity 0 if the folder cannot be selected
   */
  public record Folder(
      String path,
      Set<String> attributes,
      boolean subscribed,
      long uidValidity,
      List<Message> messages) {

    /** Whether it can hold messages. */
    public boolean selectable() {
      return attributes.stream()
          .noneMatch(a -> a.equalsIgnoreCase("\\Noselect") || a.equalsIgnoreCase("\\NonExistent"));
    }
  }

  /** Logs in at a port of 127.0.0.1 and reads the mailbox. */
  public static MailboxSnapshot read(int port, String user, String password) throws IOException {
    try (RawImap imap = RawImap.login(port, user, password)) {
      return read(imap);
    }
  }

  /** Reads the mailbox on a logged-in connection. */
  public static MailboxSnapshot read(RawImap imap) throws IOException {
    Set<String> subscribed = new HashSet<>();
    for (ImapResponse response : imap.command("LSUB \"\" \"*\"")) {
      if (response.is("LSUB")) {
        List<Object> items = response.items();
        subscribed.add(imap.path(ImapResponse.string(items.get(items.size() - 1))));
      }
    }
    Map<String, Folder> folders = new TreeMap<>();
    for (ImapResponse response : imap.command("LIST \"\" \"*\"")) {
      if (response.is("LIST")) {
        List<Object> items = response.items();
        String name = ImapResponse.string(items.get(items.size() - 1));
        Set<String> attributes = new TreeSet<>();
        ImapResponse.list(items.get(2)).forEach(item -> attributes.add(ImapResponse.string(item)));
        String path = imap.path(name);
        Folder listed = new Folder(path, attributes, subscribed.contains(path), 0, List.of());
        folders.put(path, listed.selectable() ? readFolder(imap, name, listed) : listed);
      }
    }
    return new MailboxSnapshot(folders);
  }

  /** The folders by path. */
  public Map<String, Folder> folders() {
    return folders;
  }

  /** The folder with this path. */
  public Folder folder(String path) {
    Folder folder = folders.get(path);
    if (folder == null) {
      throw new IllegalArgumentException("No folder " + path + " among " + folders.keySet());
    }
    return folder;
  }

  /** How many messages all folders hold. */
  public int count() {
    return folders.values().stream().mapToInt(folder -> folder.messages().size()).sum();
  }

  /** How many bytes all messages have. */
  public long bytes() {
    return folders.values().stream()
        .flatMap(folder -> folder.messages().stream())
        .mapToLong(Message::size)
        .sum();
  }

  /**
   * What differs in folders, subscriptions and, per folder, the multiset of (bytes, flags,
   * INTERNALDATE); UIDs and their order do not matter. Empty if the mailboxes hold the same.
   */
  public List<String> differences(MailboxSnapshot other) {
    return SnapshotComparison.contents(this, other);
  }

  /**
   * As {@link #differences}, but only what this mailbox has and the other lacks; the other may have
   * more folders and messages.
   */
  public List<String> missingFrom(MailboxSnapshot other) {
    return SnapshotComparison.missing(this, other);
  }

  /**
   * What has changed since an earlier snapshot of the same mailbox, also UIDVALIDITY, UIDs and
   * MODSEQ. Empty if nobody has touched it.
   */
  public List<String> changes(MailboxSnapshot earlier) {
    return SnapshotComparison.changes(earlier, this);
  }

  private static Folder readFolder(RawImap imap, String name, Folder listed) throws IOException {
    boolean condstore = imap.capabilities().contains("CONDSTORE");
    String examine = imap.send("EXAMINE " + RawImap.quote(name));
    // Sent together: where EXAMINE fails, nothing is selected and FETCH fails too.
    String fetch =
        imap.send(
            "UID FETCH 1:* (UID FLAGS INTERNALDATE %sBODY.PEEK[])"
                .formatted(condstore ? "MODSEQ " : ""));
    long[] uidValidity = {0};
    imap.finish(
        examine,
        response -> {
          Matcher matcher = UIDVALIDITY.matcher(response.text());
          if (matcher.find()) {
            uidValidity[0] = Long.parseLong(matcher.group(1));
          }
        });
    List<Message> messages = new ArrayList<>();
    MessageDigest sha256 = sha256();
    imap.finish(
        fetch,
        response -> {
          List<Object> items = response.items();
          if (items.size() == 4 && "FETCH".equals(items.get(2))) {
            messages.add(message(ImapResponse.list(items.get(3)), sha256));
          }
        });
    return new Folder(
        listed.path(), listed.attributes(), listed.subscribed(), uidValidity[0], messages);
  }

  private static Message message(List<?> items, MessageDigest sha256) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      values.put(ImapResponse.string(items.get(i)), items.get(i + 1));
    }
    Set<String> flags = new HashSet<>();
    for (Object flag : ImapResponse.list(values.get("FLAGS"))) {
      String text = ImapResponse.string(flag);
      if (!text.equalsIgnoreCase("\\Recent")) {
        flags.add(text);
      }
    }
    String date = ImapResponse.string(values.get("INTERNALDATE")).trim();
    Object modSeq = values.get("MODSEQ");
    byte[] body = ImapResponse.bytes(values.get("BODY[]"));
    return new Message(
        Long.parseLong(ImapResponse.string(values.get("UID"))),
        Set.copyOf(flags),
        OffsetDateTime.parse(date, INTERNAL_DATE).toInstant(),
        modSeq == null
            ? NO_MODSEQ
            : Long.parseLong(ImapResponse.string(ImapResponse.list(modSeq).get(0))),
        HexFormat.of().formatHex(sha256.digest(body)),
        body.length);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
