package io.mailtrek.bench;

import io.mailtrek.server.ImapResponse;
import io.mailtrek.server.RawImap;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a copy costs that does nothing but copy: whole ranges are fetched, and written by
 * MULTIAPPEND as they come, over one pair of connections a mailbox, with nothing recorded, looked
 * at or left out. {@code BareCopy SOURCE-PORT DESTINATION-PORT USER...}
 */
public final class BareCopy {
  private static final int RANGE = 200;
  private static final int IN_FLIGHT = 3;
  private static final int BATCH_ITEMS = 500;
  private static final int BATCH_BYTES = 4 << 20;
  private static final Pattern MESSAGES = Pattern.compile("MESSAGES (\\d+)");
  private static final Pattern FETCHED =
      Pattern.compile("FLAGS \\(([^)]*)\\) INTERNALDATE (\"[^\"]+\") BODY\\[\\] \\{(\\d+)\\}");

  private final Wire source;
  private final Wire destination;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(4);

  /** Messages in the form that APPEND takes them; without a folder it ends the copy. */
  private record Batch(String folder, ByteArrayOutputStream messages) {}

  private BareCopy(Wire source, Wire destination) {
    this.source = source;
    this.destination = destination;
  }

  /** Copies the mailboxes, some at a time. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int from = Integer.parseInt(args[0]);
    int to = Integer.parseInt(args[1]);
    ExecutorService mailboxes = Executors.newFixedThreadPool(Tool.MAILBOXES_AT_ONCE);
    List<Future<?>> copies =
        List.of(args).subList(2, args.length).stream()
            .<Future<?>>map(user -> mailboxes.submit(() -> copy(from, to, user)))
            .toList();
    mailboxes.shutdown();
    for (Future<?> copy : copies) {
      copy.get();
    }
  }

  private static Object copy(int from, int to, String user) throws Exception {
    Map<String, Integer> folders = new TreeMap<>();
    try (RawImap imap = RawImap.login(from, user, Site.PASSWORD)) {
      for (ImapResponse response : imap.command("LIST \"\" \"*\" RETURN (STATUS (MESSAGES))")) {
        Matcher messages = MESSAGES.matcher(response.text());
        if (response.is("STATUS") && messages.find()) {
          folders.put(
              ImapResponse.string(response.items().get(2)), Integer.valueOf(messages.group(1)));
        }
      }
    }
    try (Wire source = new Wire(from, user);
        Wire destination = new Wire(to, user)) {
      for (String folder : folders.keySet()) {
        destination.send("CREATE " + RawImap.quote(folder));
        destination.answer();
      }
      BareCopy copy = new BareCopy(source, destination);
      Thread reading = new Thread(() -> copy.read(folders), "reads " + user);
      // A copy that has lost its reader would wait for ever.
      reading.setUncaughtExceptionHandler((thread, e) -> fail(e));
      reading.start();
      copy.write();
      reading.join();
    }
    return user;
  }

  private static void fail(Throwable e) {
    e.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private void read(Map<String, Integer> folders) {
    try {
      for (Map.Entry<String, Integer> folder : folders.entrySet()) {
        source.send("EXAMINE " + RawImap.quote(folder.getKey()));
        source.answer();
        read(folder.getKey(), folder.getValue());
      }
      batches.put(new Batch("", new ByteArrayOutputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String folder, int messages) throws IOException, InterruptedException {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    int items = 0;
    int next = 1;
    int inFlight = 0;
    while (next <= messages || inFlight > 0) {
      while (next <= messages && inFlight < IN_FLIGHT) {
        int last = Math.min(messages, next + RANGE - 1);
        source.send("FETCH " + next + ":" + last + " (FLAGS INTERNALDATE BODY.PEEK[])");
        next = last + 1;
        inFlight++;
      }
      String line = source.line();
      Matcher fetched = FETCHED.matcher(line);
      if (line.startsWith("a ")) {
        inFlight--;
      } else if (fetched.find()) {
        int size = Integer.parseInt(fetched.group(3));
        String flags = fetched.group(1).replaceAll(" ?\\\\Recent", "").strip();
        String head = " (" + flags + ") " + fetched.group(2) + " {" + size + "+}\r\n";
        batch.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        source.bytes(size, batch);
        items++;
      }
      boolean ended = next > messages && inFlight == 0;
      if (items > 0 && (ended || items == BATCH_ITEMS || batch.size() >= BATCH_BYTES)) {
        batches.put(new Batch(folder, batch));
        batch = new ByteArrayOutputStream(BATCH_BYTES);
        items = 0;
      }
    }
  }

  private void write() throws IOException, InterruptedException {
    int inFlight = 0;
    for (Batch batch = batches.take(); !batch.folder.isEmpty(); batch = batches.take()) {
      destination.send("APPEND " + RawImap.quote(batch.folder), batch.messages);
      inFlight++;
      if (inFlight == IN_FLIGHT) {
        destination.answer();
        inFlight--;
      }
    }
    for (; inFlight > 0; inFlight--) {
      destination.answer();
    }
  }

  /** Lines, literals and commands of one connection. */
  private static final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(int port, String user) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      out = socket.getOutputStream();
      line();
      send("LOGIN " + user + " " + Site.PASSWORD);
      answer();
    }

    void send(String command) throws IOException {
      send(command, new ByteArrayOutputStream());
    }

    void send(String command, ByteArrayOutputStream rest) throws IOException {
      out.write(("a " + command).getBytes(StandardCharsets.ISO_8859_1));
      rest.writeTo(out);
      out.write(new byte[] {'\r', '\n'});
    }

    /** Waits for the next tagged answer. */
    void answer() throws IOException {
      String line = line();
      while (line.startsWith("*")) {
        line = line();
      }
      boolean exists = line.contains("ALREADYEXISTS");
      if (!line.startsWith("a OK") && !exists) {
        throw new IOException(line);
      }
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(200);
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("The server closed the connection");
        }
        line.write(next);
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    }

    void bytes(int count, ByteArrayOutputStream to) throws IOException {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException("The server closed the connection in a literal");
      }
      to.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
