package io.mailtrek.server;

import io.mailtrek.corpus.SampleMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Dovecot 2.3 for tests: on free ports of 127.0.0.1, in a temporary folder, run as root or
 * as an ordinary user, and gone without a trace after {@link #close()}.
 *
 * <p>Port {@link #port()} speaks IMAP and offers STARTTLS, {@link #tlsPort()} TLS from the start.
 * Nothing is synced to the disk. Methods may be called from any thread.
 */
public final class DovecotServer implements AutoCloseable {
  private static final long START_SECONDS = 20;
  private static final long STOP_SECONDS = 10;
  private static final int DELETE_ATTEMPTS = 50;

  private final DovecotConfig config;
  private final Path root;
  private final DovecotAccount account;
  private final Thread closeAtExit = new Thread(this::closeQuietly, "close-dovecot");
  private int port;
  private int tlsPort;
  private Process master;

  DovecotServer(DovecotConfig config) {
    this.config = config;
    try {
      root = Files.createTempDirectory(config.folder, "mailtrek-dovecot-");
      account = DovecotAccount.ofOwner(root);
      prepareFolder();
      Runtime.getRuntime().addShutdownHook(closeAtExit);
      choosePorts();
      start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot set up Dovecot", e);
    }
  }

  /** Begins the description of a server. */
  public static DovecotConfig builder() {
    return new DovecotConfig();
  }

  /** Whether a Dovecot 2.3 is installed (2.4 has another configuration and does not count). */
  public static boolean available() {
    return Installed.VERSION.map(version -> version.startsWith("2.3.")).orElse(false);
  }

  /** The installed version, as in {@code 2.3.19.1}. */
  public static Optional<String> version() {
    return Installed.VERSION;
  }

  /** Port of IMAP, in the clear or with STARTTLS. */
  public int port() {
    return port;
  }

  /** Port of IMAP over TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  /** The server's self-signed certificate, a PEM file, for localhost and 127.0.0.1. */
  public Path certificate() {
    return root.resolve("tls/cert.pem");
  }

  /** A PKCS12 trust store that holds the certificate; see {@link #truststorePassword()}. */
  public Path truststore() {
    return root.resolve("tls/truststore.p12");
  }

  /** The password of {@link #truststore()}. */
  public String truststorePassword() {
    return TestCertificate.PASSWORD;
  }

  /** The file for {@code doveadm -c}. */
  public Path configFile() {
    return root.resolve("etc/dovecot.conf");
  }

  /** The process id of the master, of which all of the server's other processes are children. */
  public synchronized long pid() {
    return running().pid();
  }

  /** What the server has logged up to now. */
  public String log() {
    try {
      Path log = root.resolve("log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the server again after {@link #stop()}, on the same ports and with the same mail.
   *
   * @throws IllegalStateException if it runs already or does not come up, with its log
   */
  public synchronized void start() {
    if (master != null) {
      throw new IllegalStateException("Dovecot runs already");
    }
    try {
      Files.writeString(configFile(), config.render(root, port, tlsPort, account));
      master =
          new ProcessBuilder(Installed.program("dovecot"), "-F", "-c", configFile().toString())
              .redirectErrorStream(true)
              .redirectOutput(root.resolve("stdout").toFile())
              .start();
      awaitGreeting();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start Dovecot", e);
    }
  }

  /** Ends the server and its connections; the mail stays. Does nothing when it does not run. */
  public synchronized void stop() {
    if (master == null) {
      return;
    }
    List<ProcessHandle> children = master.toHandle().descendants().toList();
    master.destroy();
    // Left to themselves, sessions end ten seconds after the master.
    children.forEach(ProcessHandle::destroy);
    children.forEach(DovecotServer::awaitEnd);
    awaitEnd(master.toHandle());
    master = null;
  }

  /** Restarts with another certificate, which {@link #truststore()} does not hold. */
  public void changeCertificate() {
    present(TestCertificate.other());
  }

  /** Restarts with the first certificate. */
  public void restoreCertificate() {
    present(TestCertificate.get());
  }

  private void present(TestCertificate certificate) {
    stop();
    try {
      certificate.writeKeyTo(root.resolve("tls"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Ends all sessions of logged-in users at once; the server goes on. */
  public void kickAll() {
    doveadm("kick", "*");
  }

  /** The command line that runs {@code doveadm} on this server. */
  public List<String> doveadmCommand(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(Installed.program("doveadm"), "-c", configFile().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Ends a user's sessions and removes the mailbox, which begins anew at the next login. */
  public void erase(String user) {
    doveadm("kick", user);
    try {
      deleteRecursively(root.resolve("home").resolve(user));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot erase the mailbox of " + user, e);
    }
  }

  /**
   * Like {@link #erase}, but keeps the files until the server is closed: removing many files makes
   * some file systems slow for a while after.
   */
  public void setAside(String user) {
    doveadm("kick", user);
    try {
      Path old = Files.createDirectories(root.resolve("set-aside"));
      Files.move(
          root.resolve("home").resolve(user), Files.createTempDirectory(old, user).resolve("home"));
    } catch (NoSuchFileException e) {
      // Nobody ever logged in.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot set the mailbox of " + user + " aside", e);
    }
  }

  /**
   * Runs {@code doveadm} on this server and returns what it printed.
   *
   * @throws IllegalStateException if it fails
   */
  public String doveadm(String... arguments) {
    List<String> command = doveadmCommand(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      // 68 (EX_NOHOST) says that there was nobody to kick.
      if (status != 0 && status != 68) {
        throw new IllegalStateException("doveadm failed with status " + status + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while doveadm ran", e);
    }
  }

  /**
   * Puts a message into a Maildir store as a raw file, past all checks of APPEND. The folder is
   * made where it is missing. System flags and date are kept, keywords are not.
   *
   * @param user whose mailbox
   * @param message its folder is a path with {@code /}
   * @throws IllegalStateException if the server was not built with a Maildir store
   */
  public void dropMessage(String user, SampleMessage message) {
    if (config.store != DovecotConfig.Store.MAILDIR) {
      throw new IllegalStateException("Raw files can be dropped into a Maildir store only");
    }
    try {
      new MaildirDrop(root.resolve("home").resolve(user), account).drop(message);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot drop a message", e);
    }
  }

  /**
   * Lets a Maildir store forget the UIDs of a folder, which gets a new UIDVALIDITY when it is next
   * opened, as after a restore from a backup. Mail, flags and dates stay.
   *
   * @param folder a path with {@code /}
   */
  public void forgetUids(String user, String folder) {
    doveadm("kick", user);
    Path maildir = root.resolve("home").resolve(user).resolve("Maildir");
    Path path =
        folder.equalsIgnoreCase("INBOX")
            ? maildir
            : maildir.resolve("." + ModifiedUtf7.encode(folder).replace('/', '.'));
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("dovecot-uidlist|dovecot\\.index.*")) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the UIDs of " + folder, e);
    }
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
    try {
      deleteRecursively(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }

  private void prepareFolder() throws IOException {
    for (String name : List.of("etc", "run", "tls", "home")) {
      Files.createDirectory(root.resolve(name));
    }
    if (account.root()) {
      // Dovecot's other accounts must reach its sockets and the mail.
      for (Path path : List.of(root, root.resolve("run"), root.resolve("home"))) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    account.own(root.resolve("home"));
    TestCertificate.get().writeTo(root.resolve("tls"));
    writePasswords("users", config.users);
    writePasswords("masters", config.masterUsers);
  }

  private void writePasswords(String file, Map<String, String> accounts) throws IOException {
    StringBuilder lines = new StringBuilder();
    accounts.forEach(
        (name, password) -> {
          byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
          String base64 = Base64.getEncoder().encodeToString(bytes);
          lines.append(name).append(":{PLAIN.b64}").append(base64).append("::::::\n");
        });
    Path path = root.resolve("etc").resolve(file);
    Files.writeString(path, lines);
    if (account.root()) {
      // The auth process gives up root before it reads the file.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void choosePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      port = first.getLocalPort();
      tlsPort = second.getLocalPort();
    }
  }

  private void awaitGreeting() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!greets()) {
      if (!master.isAlive() || System.nanoTime() > deadline) {
        String reason = master.isAlive() ? "does not greet" : "ended at once";
        stop();
        throw new IllegalStateException("Dovecot " + reason + ": " + startupOutput());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean greets() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(5000);
      InputStream in = socket.getInputStream();
      return in.read() == '*';
    } catch (IOException e) {
      return false;
    }
  }

  private String startupOutput() {
    try {
      return Files.readString(root.resolve("stdout")) + log();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process running() {
    if (master == null) {
      throw new IllegalStateException("Dovecot does not run");
    }
    return master;
  }

  /**
   * Polls, for the JVM notices the end of processes that are not its children only after seconds.
   */
  private static void awaitEnd(ProcessHandle process) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Tries again where a session or a doveadm that is about to end still writes. */
  private static void deleteRecursively(Path folder) throws IOException {
    for (int attempt = 1; Files.exists(folder); attempt++) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        if (attempt == DELETE_ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** The programs of this machine, looked for once. */
  private static final class Installed {
    static final Optional<String> VERSION = version();

    private static Optional<String> version() {
      try {
        Process process =
            new ProcessBuilder(program("dovecot"), "--version").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output.split(" ", 2)[0]) : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    /** Debian keeps dovecot in /usr/sbin, which is not on the path of ordinary users. */
    static String program(String name) {
      for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) {
          return path.toString();
        }
      }
      return name;
    }
  }
}
