package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.PropertyName;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.server.exchange.ExchangeScript;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.Login;
import io.mailtrek.store.MailServer;
import io.mailtrek.store.MessageHeader;
import io.mailtrek.store.Secret;
import io.mailtrek.store.limit.ServerTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server of the demo, in this process, as a server of mail. */
final class EmbeddedExchangeServer implements MailServer {
  static final String PASSWORD = "secret";
  private static final PropertyName LAST_VERB = PropertyName.tag(0x1081);

  /** MS-OXOMSG §2.2.1.7. */
  private static final Map<String, String> VERBS = Map.of("\\Answered", "102", "$Forwarded", "104");

  private static final Pattern NUMBERED = Pattern.compile("Subject: m([0-9]+)");

  private final ExchangeServer server;
  private final ExchangeScript script = new ExchangeScript();
  private final Map<String, Long> numbers = new HashMap<>();
  private final boolean whole;
  private int used;
  private OptionalInt largest = OptionalInt.empty();

  /**
   * @param whole whether items go as streams
   */
  EmbeddedExchangeServer(boolean whole) {
    this.whole = whole;
    try {
      server = ExchangeServer.start(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it take no large messages. */
  EmbeddedExchangeServer limited() {
    largest = OptionalInt.of(200_000);
    server.organization().messageSizeLimit(largest.getAsInt());
    return this;
  }

  @Override
  public OptionalInt largest() {
    return largest;
  }

  /** What goes wrong. */
  ExchangeScript script() {
    return script;
  }

  ExchangeServer server() {
    return server;
  }

  @Override
  public Login newMailbox() {
    String address = "user" + ++used + "@old.example";
    server.organization().addMailbox(address, PASSWORD);
    return new Login(address, new Secret(PASSWORD), Optional.empty());
  }

  ExchangeMailbox mailbox(Login login) {
    return server.organization().mailbox(login.username()).orElseThrow();
  }

  @Override
  public ExchangeStore store(int port) {
    return store(port, whole);
  }

  ExchangeStore store(int port, boolean asStreams) {
    ExchangeUri uri =
        ExchangeUri.parse("ews://127.0.0.1:" + port + "?security=none&readTimeout=20s");
    return ExchangeStore.of(uri, ServerTraffic.unlimited("destination", uri.server()), asStreams);
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void seed(Login login, List<SampleMessage> messages) {
    synchronized (server.organization()) {
      for (SampleMessage message : messages) {
        Mail marks =
            new Mail(
                Optional.of(message.internalDate().toInstant()),
                message.flags().contains("\\Seen"),
                message.flags().contains("\\Draft"),
                message.flags().contains("\\Flagged"),
                message.flags().stream().filter(flag -> flag.matches("[^\\\\$].*")).toList(),
                "IPM.Note");
        StoredItem item = folder(login, message.folder()).addMail(message.content(), marks);
        for (Map.Entry<String, String> verb : VERBS.entrySet()) {
          if (message.flags().contains(verb.getKey())) {
            item.change(LAST_VERB, verb.getValue());
          }
        }
        Matcher number = NUMBERED.matcher(new String(message.content(), StandardCharsets.UTF_8));
        if (number.find()) {
          numbers.put(item.id(), Long.parseLong(number.group(1)));
        }
      }
    }
  }

  /**
   * That a message says the same: Exchange writes its headers anew.
   *
   * @throws AssertionError when it does not
   */
  static void assertSameMessage(byte[] expected, byte[] actual) {
    for (String header : List.of("Message-ID", "Subject")) {
      assertEquals(
          MessageHeader.of(Content.of(expected)).value(header),
          MessageHeader.of(Content.of(actual)).value(header));
    }
    assertEquals(body(expected), body(actual));
  }

  private static String body(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.substring(text.indexOf("\r\n\r\n"));
  }

  /** The number in the subject of a message that was seeded. */
  long number(Item item) {
    return numbers.get(item.key().value());
  }

  /** The folder of a path, which is made where it is not there. */
  ExchangeFolder folder(Login login, String path) {
    ExchangeMailbox mailbox = mailbox(login);
    List<String> names = FolderPath.parse(path).names();
    ExchangeFolder folder = mailbox.folder("msgfolderroot");
    for (String name : names) {
      ExchangeFolder above = folder;
      folder =
          name.equals("INBOX")
              ? mailbox.folder("inbox")
              : above.folder(name).orElseGet(() -> above.addFolder(name, "IPF.Note"));
    }
    return folder;
  }

  @Override
  public void create(Login login, String path) {
    synchronized (server.organization()) {
      folder(login, path);
    }
  }

  @Override
  public void empty(Login login, String path) {
    synchronized (server.organization()) {
      ExchangeFolder folder = folder(login, path);
      folder.items().forEach(folder::remove);
    }
  }

  @Override
  public void rename(Login login, String from, String to) {
    synchronized (server.organization()) {
      folder(login, from).rename(to);
    }
  }

  @Override
  public void delete(Login login, String path) {
    synchronized (server.organization()) {
      mailbox(login).remove(folder(login, path));
    }
  }

  @Override
  public List<String> contents(Login login, String path) {
    synchronized (server.organization()) {
      return folder(login, path).items().stream()
          .map(
              item ->
                  sha256(item.mime().orElseThrow())
                      + " "
                      + item.text("DateTimeReceived")
                      + " "
                      + marks(item))
          .sorted()
          .toList();
    }
  }

  private static Set<String> marks(StoredItem item) {
    Set<String> marks = new TreeSet<>();
    Stream.of("IsRead", "IsDraft")
        .filter(name -> item.text(name).equals("true"))
        .forEach(marks::add);
    marks.add("flag " + item.text("Flag", "FlagStatus"));
    item.extended(LAST_VERB).ifPresent(verb -> marks.add("verb " + verb));
    item.property("Categories")
        .ifPresent(all -> all.children().forEach(category -> marks.add(category.text())));
    return marks;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> changes(Login login, Work work) throws Exception {
    List<String> before = versions(login);
    work.run();
    List<String> after = versions(login);
    return after.equals(before) ? List.of() : after;
  }

  private List<String> versions(Login login) {
    synchronized (server.organization()) {
      List<String> all = new ArrayList<>();
      for (ExchangeFolder folder : mailbox(login).folders()) {
        all.add(folder.id() + folder.displayName());
        folder.items().forEach(item -> all.add(item.id() + item.changeKey() + item.text("IsRead")));
      }
      return all;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
