package io.mailtrek.pass;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that one process at a time runs the passes of a project. The operating system frees
 * the lock when the process ends, however it ends. The file says in JSON who holds it.
 */
public final class ProjectLock implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Far behind the text, which others can so read where locks are mandatory (Windows). */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private ProjectLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Who holds a project.
   *
   * @param pid the number of the process
   * @param command the command it runs: {@code run}, {@code full}, …
   * @param since when it began
   */
  public record Holder(long pid, String command, Instant since) {

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
              Instant.now().truncatedTo(ChronoUnit.SECONDS));
      ByteBuffer text = StandardCharsets.UTF_8.encode(write(holder));
      channel.truncate(0);
      while (text.hasRemaining()) {
        channel.write(text);
      }
      return Optional.of(new ProjectLock(channel));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The lock file " + file(data) + " can't be written: " + e.getMessage(), e);
    }
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

  private static String write(Holder holder) throws IOException {
    return JSON.writeValueAsString(
            Map.of(
                "pid", holder.pid(),
                "command", holder.command(),
                "since", holder.since().toString()))
        + "\n";
  }

  private static Holder read(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      return new Holder(
          json.path("pid").asLong(),
          json.path("command").asText(),
          Instant.parse(json.path("since").asText()));
    } catch (JacksonException | java.time.DateTimeException e) {
      // Its holder has the lock but has not yet written who it is.
      return new Holder(0, "unknown", Instant.now());
    }
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
