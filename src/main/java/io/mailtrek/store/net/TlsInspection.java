package io.mailtrek.store.net;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What the protection of a connection means for a migration. */
public final class TlsInspection {
  private static final Duration SOON = Duration.ofDays(30);

  private TlsInspection() {}

  /** Looks at the terms of TLS. */
  public static Finding secured(Side side, SSLSession session, Clock clock) {
    Optional<Instant> end = certificateEnd(session);
    String text =
        session.getProtocol()
            + end.map(instant -> ", certificate valid until " + date(instant)).orElse("");
    boolean soon = end.filter(instant -> instant.isBefore(clock.instant().plus(SOON))).isPresent();
    return new Finding(
        side,
        Subject.TLS,
        soon ? Verdict.CAUTION : Verdict.GO,
        text,
        soon ? "Renew the certificate: after that day nothing is sent to the server" : "");
  }

  private static Optional<Instant> certificateEnd(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? Optional.of(own.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /**
   * There is no TLS.
   *
   * @param advice how to have it
   */
  public static Finding inTheClear(Side side, String host, String advice) {
    return isOnThisMachine(host)
        ? new Finding(side, Subject.TLS, Verdict.GO, "in the clear, within this machine")
        : new Finding(
            side,
            Subject.TLS,
            Verdict.CAUTION,
            "in the clear: passwords and mail can be read on their way",
            advice);
  }

  private static boolean isOnThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
