package io.mailtrek.server.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Radicale 3 for tests: on a free port of 127.0.0.1, with Basic authentication, in a
 * temporary folder, and gone without a trace after {@link #close()}.
 */
public final class RadicaleServer implements AutoCloseable {
  /** The odd items that Radicale 3.1 refuses, though they are valid. */
  public static final Set<String> REFUSED =
      Set.of("far-future", "rdate-periods", "overrides-without-master", "journal-of-two-texts");

  /** The odd items that Radicale 3.1 takes and spoils, though they are valid. */
  public static final Set<String> SPOILED = Set.of("folded-in-a-character", "photo-as-uri");

  private static final long START_SECONDS = 30;
  private static final long STOP_SECONDS = 10;

  private final Path root;
  private final Thread closeAtExit = new Thread(this::closeQuietly, "close-radicale");
  private int port;
  private Process process;

  /**
   * Starts a server.
   *
   * @param users login names and passwords
   */
  public RadicaleServer(Map<String, String> users) {
    try {
      root = Files.createTempDirectory("mailtrek-radicale-");
      Runtime.getRuntime().addShutdownHook(closeAtExit);
      StringBuilder passwords = new StringBuilder();
      users.forEach((name, password) -> passwords.append(name + ":" + password + "\n"));
      Files.writeString(root.resolve("users"), passwords);
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot set up Radicale", e);
    }
  }

  /** Whether a Radicale 3 is installed. */
  public static boolean available() {
    return Installed.VERSION.map(version -> version.startsWith("3.")).orElse(false);
  }

  /** The installed version, as in {@code 3.1.8}. */
  public static Optional<String> version() {
    return Installed.VERSION;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** How a project names this server. */
  public String uri() {
    return "dav://127.0.0.1:" + port + "?security=none";
  }

  /** The id of its process. */
  public synchronized long pid() {
    return process.pid();
  }

  /** What the server has logged up to now. */
  public String log() {
    try {
      return Files.readString(root.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server again after {@link #stop()}, on the same port and with the same items. */
  public synchronized void start() {
    try {
      Files.writeString(root.resolve("config"), config());
      process =
          new ProcessBuilder("radicale", "--config", root.resolve("config").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("log").toFile()))
              .start();
      awaitPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start Radicale", e);
    }
  }

  /** Ends the server; the items stay. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  /** Stops the server and removes its folder. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException e) {
      // The JVM is going down, and it is the hook that calls.
    }
    closeQuietly();
  }

  private void closeQuietly() {
    stop();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }

  private String config() {
    return String.join(
        "\n",
        "[server]",
        "hosts = 127.0.0.1:" + port,
        "max_connections = 50",
        "[auth]",
        "type = htpasswd",
        "htpasswd_filename = " + root.resolve("users"),
        "htpasswd_encryption = plain",
        "delay = 0",
        "[rights]",
        "type = owner_only",
        "[storage]",
        "filesystem_folder = " + root.resolve("collections"),
        "[logging]",
        "level = warning",
        "");
  }

  private void awaitPort() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String reason = process.isAlive() ? "does not listen" : "ended at once";
        stop();
        throw new IllegalStateException("Radicale " + reason + ": " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The program of this machine, looked for once. */
  private static final class Installed {
    static final Optional<String> VERSION = version();

    private static Optional<String> version() {
      try {
        Process process =
            new ProcessBuilder("radicale", "--version").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
            ? List.of(output.strip().split("\\s+")).stream().findFirst()
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}
