package io.mailtrek.api;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mistake;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client of the API has to know: 256 random bits in the file {@code config/api-token}, which
 * only its owner may read.
 *
 * @param secret the token
 */
public record ApiToken(Secret secret) {
  /** The file, relative to the project's folder. */
  public static final String FILE = "config/api-token";

  private static final Logger LOG = LoggerFactory.getLogger(ApiToken.class);
  private static final int BYTES = 32;
  private static final int SHORTEST = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The token of a project, which is made at the first call. A file that others may read is closed
   * to them.
   *
   * @throws ConfigException when the file can't be written or read, or holds no token
   */
  public static ApiToken obtain(Path home) throws ConfigException {
    Path file = home.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      closeToOthers(file);
      return new ApiToken(new Secret(text(file)));
    } catch (IOException e) {
      throw mistake("The token of the API can't be kept here: " + e.getMessage());
    }
  }

  /**
   * The token of a project as far as this process may read it.
   *
   * @return empty when there is none, or only others may read it
   */
  public static Optional<ApiToken> read(Path home) {
    try {
      return Optional.of(new ApiToken(new Secret(text(home.resolve(FILE)))));
    } catch (IOException | ConfigException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody has presented this token; takes as long for a wrong one. */
  boolean is(String presented) {
    return same(secret.reveal(), presented);
  }

  /** Whether two secrets are the same; takes as long for a wrong one. */
  static boolean same(String secret, String presented) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /** It is there with all its text and with its mode, or not at all. */
  private static void make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, ownerOnly(file));
    Files.writeString(draft, token + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return posix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[] {};
  }

  private static void closeToOthers(Path file) throws IOException {
    if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
      LOG.warn(
          "{} could be read by others, and is closed to them now. Delete it and start the service"
              + " again to get a new token.",
          FILE);
    }
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().equals(FileSystems.getDefault())
        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static String text(Path file) throws IOException, ConfigException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + file, e);
    }
    if (text.length() < SHORTEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw mistake(
          "This is no token of at least "
              + SHORTEST
              + " characters without spaces. Delete the file, and the service makes a new one.");
    }
    return text;
  }

  private static ConfigException mistake(String message) {
    return new ConfigException(List.of(Mistake.in(FILE, message)));
  }
}
