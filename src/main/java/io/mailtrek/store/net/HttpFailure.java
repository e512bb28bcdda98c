package io.mailtrek.store.net;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What it means when a request over HTTP gets no answer. */
public final class HttpFailure {
  private HttpFailure() {}

  /** Whether a connection was lost that there was, so that another one may do. */
  public static boolean lost(IOException e) {
    return !(e instanceof HttpTimeoutException)
        && !(e instanceof ConnectException)
        && !(e instanceof BoundedBody.TooLargeException)
        && !(e instanceof SSLException && !caused(e, EOFException.class))
        && !caused(e, UnresolvedAddressException.class)
        && !caused(e, UnknownHostException.class);
  }

  /**
   * Why there is no answer, and what to do.
   *
   * @param uri what was asked
   * @param request the request in words
   */
  public static StoreException of(URI uri, Object request, IOException e) {
    String server = server(uri);
    if (caused(e, UnresolvedAddressException.class) || caused(e, UnknownHostException.class)) {
      return new FatalException(
          Problem.HOST_UNKNOWN,
          "The host " + uri.getHost() + " is unknown: check its name in the settings",
          e);
    }
    if (caused(e, BoundedBody.TooLargeException.class)) {
      return new PermanentException(
          "The answer of " + server + " to " + request + " is too large: " + e.getMessage(), e);
    }
    if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
      return new TransientException(
          Problem.UNREACHABLE,
          server + " did not answer " + request + " in time",
          e,
          Duration.ZERO);
    }
    if (e instanceof SSLException && !caused(e, EOFException.class)) {
      return tls(server, e);
    }
    return e instanceof ConnectException
        ? new TransientException(
            Problem.UNREACHABLE,
            server + " can't be reached (" + reason(e) + "): check host and port",
            e,
            Duration.ZERO)
        : new TransientException(
            "The connection to " + server + " was lost during " + request + " (" + reason(e) + ")",
            e);
  }

  private static FatalException tls(String server, IOException e) {
    return caused(e, CertificateException.class) || caused(e, CertPathValidatorException.class)
        ? new FatalException(
            Problem.CERTIFICATE_NOT_TRUSTED,
            "The certificate of "
                + server
                + " is not trusted ("
                + e.getMessage()
                + "): check the host name, or give a truststore that holds the certificate",
            e)
        : new FatalException(
            Problem.TLS_FAILED,
            "TLS with " + server + " failed (" + e.getMessage() + "): check port and security",
            e);
  }

  /** Host and port. */
  private static String server(URI uri) {
    int standard = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
