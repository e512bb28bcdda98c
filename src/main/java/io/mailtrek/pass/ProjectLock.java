package io.mailtrek.pass;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that one process at a time runs the passes of a project. The operating system frees
 * the lock when the process ends, however it ends. The file says in JSON who holds it.
 */
public final class ProjectLock implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Far behind the text, which others can so read where locks are mandatory (Windows). */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path data;
  private final FileChannel channel;
  private final Holder holder;

  private ProjectLock(Path data, FileChannel channel, Holder holder) {
    this.data = data;
    this.channel = channel;
    this.holder = holder;
  }

  /**
   * Who holds a project.
   *
   * @param pid the number of the process
   * @param command the command it runs: {@code run}, {@code full}, …
   * @param since when it began
   * @param address where its API is, once it has one
   */
  public record Holder(long pid, String command, Instant since, Optional<ServiceAddress> address) {

    /** Whether it is the service, which takes passes from others. */
    public boolean service() {
      return command.equals("run");
    }
  }

  /**
   * Takes the lock, and writes down who has it.
   *
   * @param data the project's data folder, which is made where it is missing
   * @param command the command that wants it
   * @return empty when another process has it
   */
  public static Optional<ProjectLock> take(Path data, String command) {
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        return Optional.empty();
      }
      Holder holder =
          new Holder(
              ProcessHandle.current().pid(),
              command,
              Instant.now().truncatedTo(ChronoUnit.SECONDS),
              Optional.empty());
      ProjectLock lock = new ProjectLock(data, channel, holder);
      lock.write(holder);
      return Optional.of(lock);
    } catch (IOException e) {
      throw unwritable(data, e);
    }
  }

  /** Tells other processes where the API of this one is. */
  public void announce(ServiceAddress address) {
    try {
      write(new Holder(holder.pid(), holder.command(), holder.since(), Optional.of(address)));
    } catch (IOException e) {
      throw unwritable(data, e);
    }
  }

  private static UncheckedIOException unwritable(Path data, IOException e) {
    return new UncheckedIOException(
        "The lock file " + file(data) + " can't be written: " + e.getMessage(), e);
  }

  /** Who has the lock now; empty when nobody has it. */
  public static Optional<Holder> holder(Path data) {
    if (!Files.exists(file(data))) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file(data), StandardOpenOption.WRITE)) {
      return lock(channel) ? Optional.empty() : Optional.of(read(file(data)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The lock file " + file(data) + " can't be read: " + e.getMessage(), e);
    }
  }

  private static Path file(Path data) {
    return data.resolve("mailtrek.lock");
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void write(Holder text) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("pid", text.pid());
    json.put("command", text.command());
    json.put("since", text.since().toString());
    text.address()
        .ifPresent(
            address -> {
              json.put("api", address.uri().toString());
              ArrayNode certificates = json.putArray("certificates");
              address.certificates().forEach(certificates::add);
            });
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(json) + "\n");
    // Cut off at the end, so that a reader finds one text or the other.
    channel.position(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.truncate(channel.position());
  }

  private static Holder read(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      return new Holder(
          json.path("pid").asLong(),
          json.path("command").asText(),
          Instant.parse(json.path("since").asText()),
          address(json));
    } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
      // Its holder has the lock but has not yet written who it is.
      return new Holder(0, "unknown", Instant.now(), Optional.empty());
    }
  }

  private static Optional<ServiceAddress> address(JsonNode json) {
    if (!json.has("api")) {
      return Optional.empty();
    }
    Set<String> certificates = new HashSet<>();
    json.path("certificates").forEach(each -> certificates.add(each.asText()));
    return Optional.of(new ServiceAddress(URI.create(json.path("api").asText()), certificates));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
