package io.mailtrek.store.net;

import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How to connect to a server: what the addresses of all kinds of servers may say about it.
 *
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long the server may be silent while it owes an answer
 * @param truststore a PKCS12 or JKS file, or a PEM file with certificates, to trust instead of the
 *     authorities that Java trusts
 * @param truststorePassword the password of the PKCS12 or JKS file
 */
public record Connecting(
    Duration connectTimeout,
    Duration readTimeout,
    Optional<Path> truststore,
    Optional<Secret> truststorePassword) {

  private static final Set<String> PARAMETERS =
      Set.of("connectTimeout", "readTimeout", "truststore", "truststorePassword");

  /** The names of the parameters of an address, with those of one kind of server. */
  public static Set<String> parametersAnd(String... further) {
    Set<String> all = new TreeSet<>(PARAMETERS);
    all.addAll(Set.of(further));
    return all;
  }

  /** What the parameters of an address say, and else the usual. */
  public static Connecting of(UriParameters parameters) {
    return new Connecting(
        parameters.duration("connectTimeout", Duration.ofSeconds(10)),
        parameters.duration("readTimeout", Duration.ofSeconds(60)),
        parameters.get("truststore").map(Path::of),
        parameters.get("truststorePassword").map(Secret::new));
  }

  /** The same with a relative path of a truststore beginning at a folder. */
  public Connecting inFolder(Path folder) {
    return new Connecting(
        connectTimeout, readTimeout, truststore.map(folder::resolve), truststorePassword);
  }

  /** The same with timeouts that are no longer than this. */
  public Connecting within(Duration longest) {
    return new Connecting(
        shorter(connectTimeout, longest),
        shorter(readTimeout, longest),
        truststore,
        truststorePassword);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /**
   * TLS that trusts what is to be trusted, see {@link Truststore#context}.
   *
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public Supplier<SSLContext> tls() {
    return Truststore.context(truststore, truststorePassword);
  }
}
