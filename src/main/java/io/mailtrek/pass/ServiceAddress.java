package io.mailtrek.pass;

import java.net.URI;
import java.util.Set;

/**
 * Where the API of a service is.
 *
 * @param uri its root, as seen from this machine: {@code http://127.0.0.1:8080}
 * @param certificates the SHA-256 fingerprints, in hexadecimal, of the certificates that it may
 *     show; empty without TLS
 */
public record ServiceAddress(URI uri, Set<String> certificates) {

  /** Makes the set immutable. */
  public ServiceAddress {
    certificates = Set.copyOf(certificates);
  }
}
