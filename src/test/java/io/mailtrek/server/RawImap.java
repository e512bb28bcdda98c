package io.mailtrek.server;

import io.mailtrek.corpus.SampleMessage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small IMAP client on a bare socket, for tests: it hides nothing, repairs nothing, and can
 * pipeline. One thread at a time.
 */
public final class RawImap implements Closeable {
  private static final Pattern LITERAL = Pattern.compile("~?\\{(\\d+)\\}$");

  /** A server that hangs must fail a test, not hang it. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final ImapResponse greeting;
  private Set<String> capabilities = Set.of();
  private Names names;
  private int commands;

  /** Tags of commands without an answer yet, and answers that came while waiting for others. */
  private final Set<String> inFlight = new LinkedHashSet<>();

  private final Map<String, ImapResponse> answers = new HashMap<>();

  /** Takes over a connected socket, TLS or not, and reads the greeting. */
  public RawImap(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 18);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    greeting = read();
  }

  /** Connects to a port of 127.0.0.1 and reads the greeting. */
  public static RawImap connect(int port) throws IOException {
    return new RawImap(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects to a port of 127.0.0.1 and logs in. */
  public static RawImap login(int port, String user, String password) throws IOException {
    RawImap imap = connect(port);
    imap.login(user, password);
    return imap;
  }

  /** The server's first line. */
  public ImapResponse greeting() {
    return greeting;
  }

  /** Logs in by LOGIN. */
  public void login(String user, String password) throws IOException {
    command("LOGIN " + quote(user) + " " + quote(password));
  }

  /** Logs in by SASL PLAIN (RFC 4616); an empty authorization identity is none. */
  public void authenticatePlain(String authorize, String user, String password) throws IOException {
    String plain = authorize + "\0" + user + "\0" + password;
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    String tag = send("AUTHENTICATE PLAIN");
    ImapResponse ready = read();
    if (!ready.text().startsWith("+")) {
      throw new IOException("The server did not go on: " + ready.text());
    }
    writeLine(Base64.getEncoder().encodeToString(bytes));
    finish(tag, untagged -> {});
  }

  /** What the server advertises after login, in upper case; asked once. */
  public Set<String> capabilities() throws IOException {
    if (capabilities.isEmpty()) {
      Set<String> found = new TreeSet<>();
      for (ImapResponse response : command("CAPABILITY")) {
        if (response.is("CAPABILITY")) {
          String[] words = response.text().toUpperCase(Locale.ROOT).split(" ", -1);
          found.addAll(List.of(words).subList(2, words.length));
        }
      }
      capabilities = found;
    }
    return capabilities;
  }

  /**
   * Sends a command and waits for its end.
   *
   * @return the untagged responses
   * @throws IOException if the answer is not OK, with the server's words
   */
  public List<ImapResponse> command(String command) throws IOException {
    List<ImapResponse> untagged = new ArrayList<>();
    stream(command, untagged::add);
    return untagged;
  }

  /** As {@link #command}, but hands over each untagged response when it comes. */
  public void stream(String command, Consumer<ImapResponse> untagged) throws IOException {
    finish(send(command), untagged);
  }

  /** Sends a command and returns its tagged answer, whether OK, NO or BAD. */
  public ImapResponse attempt(String command) throws IOException {
    return await(send(command), untagged -> {});
  }

  /** Sends a command, waits for nothing, and returns its tag; see {@link #finish}. */
  public String send(String command) throws IOException {
    String tag = nextTag();
    writeLine(tag + " " + command);
    return tag;
  }

  /**
   * Reads up to the end of a sent command. Commands may be finished in any order, but their
   * untagged responses go to whichever is waited for when they come.
   *
   * @throws IOException if the answer is not OK, with the server's words
   */
  public void finish(String tag, Consumer<ImapResponse> untagged) throws IOException {
    ImapResponse answer = await(tag, untagged);
    if (!answer.ok()) {
      throw new IOException("The server refused: " + answer.text());
    }
  }

  /** Reads one response. */
  public ImapResponse read() throws IOException {
    List<String> texts = new ArrayList<>();
    List<byte[]> literals = new ArrayList<>();
    while (true) {
      String line = readLine();
      Matcher literal = LITERAL.matcher(line);
      if (!line.endsWith("}") || !literal.find()) {
        texts.add(line);
        return new ImapResponse(texts, literals);
      }
      texts.add(line.substring(0, literal.start()));
      byte[] bytes = in.readNBytes(Integer.parseInt(literal.group(1)));
      literals.add(bytes);
    }
  }

  /** The name, as the server writes it, of a Unicode path with {@code /}. */
  public String serverName(String path) throws IOException {
    return names().toServer(path);
  }

  /** The Unicode path with {@code /} of a name as the server writes it. */
  public String path(String serverName) throws IOException {
    return names().toPath(serverName);
  }

  /** {@link #serverName} in quotes, ready for a command. */
  public String mailbox(String path) throws IOException {
    return quote(serverName(path));
  }

  /** Creates and subscribes a folder; one that exists is only subscribed. */
  public void create(String path) throws IOException {
    if (!path.equalsIgnoreCase("INBOX")) {
      ImapResponse answer = attempt("CREATE " + mailbox(path));
      if (!answer.ok() && !answer.text().toUpperCase(Locale.ROOT).contains("EXISTS")) {
        throw new IOException("Cannot create " + path + ": " + answer.text());
      }
    }
    command("SUBSCRIBE " + mailbox(path));
  }

  /** Appends one message and returns the server's answer, also a NO. */
  public ImapResponse append(SampleMessage message) throws IOException {
    String tag = nextTag();
    out.write(ascii(tag + " APPEND " + mailbox(message.folder())));
    out.write(ascii(" " + MessageBatch.head(message) + "}\r\n"));
    out.flush();
    ImapResponse ready = read();
    if (ready.text().startsWith("+")) {
      out.write(message.content());
      out.write(ascii("\r\n"));
      out.flush();
      return await(tag, untagged -> {});
    }
    inFlight.remove(tag);
    return ready;
  }

  /**
   * Fills a mailbox as fast as the server permits (MULTIAPPEND and LITERAL+ where advertised);
   * folders are created and subscribed where they are missing.
   *
   * @return the number of messages
   * @throws IOException if the server refuses one
   */
  public int seed(Iterable<SampleMessage> messages) throws IOException {
    boolean batches = capabilities().contains("MULTIAPPEND") && capabilities().contains("LITERAL+");
    Map<String, MessageBatch> open = new LinkedHashMap<>();
    List<String> pending = new ArrayList<>();
    int count = 0;
    for (SampleMessage message : messages) {
      count++;
      if (!open.containsKey(message.folder())) {
        create(message.folder());
        open.put(message.folder(), new MessageBatch());
      }
      if (!batches) {
        ImapResponse answer = append(message);
        if (!answer.ok()) {
          throw new IOException("The server refused: " + answer.text());
        }
        continue;
      }
      MessageBatch batch = open.get(message.folder());
      batch.add(message);
      if (batch.full()) {
        flush(message.folder(), batch, pending);
      }
    }
    for (Map.Entry<String, MessageBatch> rest : open.entrySet()) {
      flush(rest.getKey(), rest.getValue(), pending);
    }
    for (String tag : pending) {
      finish(tag, untagged -> {});
    }
    return count;
  }

  /** Text as an IMAP quoted string; for text without line ends. */
  public static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Drops the connection without LOGOUT. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void flush(String folder, MessageBatch batch, List<String> pending) throws IOException {
    if (batch.empty()) {
      return;
    }
    String mailbox = mailbox(folder);
    while (pending.size() > 1) {
      finish(pending.remove(0), untagged -> {});
    }
    String tag = nextTag();
    out.write(ascii(tag + " APPEND " + mailbox));
    batch.writeTo(out);
    out.write(ascii("\r\n"));
    out.flush();
    pending.add(tag);
  }

  private ImapResponse await(String tag, Consumer<ImapResponse> untagged) throws IOException {
    while (!answers.containsKey(tag)) {
      ImapResponse response = read();
      Optional<String> answered = inFlight.stream().filter(response::answers).findFirst();
      if (answered.isPresent()) {
        inFlight.remove(answered.get());
        answers.put(answered.get(), response);
      } else {
        untagged.accept(response);
      }
    }
    return answers.remove(tag);
  }

  private String nextTag() {
    String tag = "r" + ++commands;
    inFlight.add(tag);
    return tag;
  }

  private void writeLine(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed the connection");
      }
      line.write(c);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Asks once for the personal namespace (RFC 2342) or, without it, for the separator. */
  private Names names() throws IOException {
    if (names == null) {
      names = capabilities().contains("NAMESPACE") ? askNamespace() : askSeparator();
    }
    return names;
  }

  private Names askNamespace() throws IOException {
    for (ImapResponse response : command("NAMESPACE")) {
      if (response.is("NAMESPACE")) {
        List<?> personal = ImapResponse.list(response.items().get(2));
        List<?> first = ImapResponse.list(personal.get(0));
        return new Names(ImapResponse.string(first.get(0)), ImapResponse.string(first.get(1)));
      }
    }
    return askSeparator();
  }

  private Names askSeparator() throws IOException {
    for (ImapResponse response : command("LIST \"\" \"\"")) {
      if (response.is("LIST")) {
        return new Names("", ImapResponse.string(response.items().get(3)));
      }
    }
    throw new IOException("The server does not tell its separator");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The server's spelling of folder paths. */
  private record Names(String prefix, String separator) {
    String toServer(String path) {
      if (path.equalsIgnoreCase("INBOX")) {
        return "INBOX";
      }
      return prefix + ModifiedUtf7.encode(path).replace("/", separator);
    }

    String toPath(String name) {
      String relative = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      return ModifiedUtf7.decode(relative.replace(separator, "/"));
    }
  }
}
