package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.SessionTraffic;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/** Makes connections for one mailbox: socket, TLS, login. Safe for use by many threads. */
final class Connector {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final ImapUri uri;
  private final Supplier<SSLSocketFactory> tls;
  private final Login login;
  private final SessionTraffic traffic;
  private final String name;
  private volatile Finding.Subject step = Finding.Subject.HOST;
  private volatile Optional<SSLSession> tlsSession = Optional.empty();

  /**
   * @param side {@code source} or {@code destination}, for the names of threads
   */
  Connector(
      ImapUri uri,
      Supplier<SSLSocketFactory> tls,
      Login login,
      String side,
      SessionTraffic traffic) {
    this.uri = uri;
    this.tls = tls;
    this.login = login;
    this.traffic = traffic;
    this.name = "imap-" + side + " " + account(login);
  }

  /** What a server knows a mailbox by. */
  static String account(Login login) {
    return login.authorizationId().orElse(login.username());
  }

  /** The limits and pauses of the session. */
  SessionTraffic traffic() {
    return traffic;
  }

  /** What threads that work for the mailbox are called. */
  String name() {
    return name;
  }

  /** Host and port, for messages. */
  String server() {
    return uri.server();
  }

  /** The step that the last attempt to connect has come to: the one that failed, where it did. */
  Finding.Subject step() {
    return step;
  }

  /** The terms of TLS of the last connection; empty in the clear. */
  Optional<SSLSession> tlsSession() {
    return tlsSession;
  }

  /**
   * The first connection of a session: waits as long as the server asks to, as often as it does.
   */
  Connection connectFirst() throws StoreException {
    while (true) {
      traffic.await();
      try {
        return connect();
      } catch (TransientException e) {
        if (!e.throttled()) {
          throw e;
        }
      }
    }
  }

  /**
   * Connects and logs in. Waits for no pause, because its callers hold locks.
   *
   * @throws FatalException when trying again is of no use before somebody changes something
   * @throws TransientException when it may go well another time
   */
  Connection connect() throws StoreException {
    return greeted(
        (socket, protocol) -> {
          if (!protocol.isAuthenticated()) {
            logIn(protocol);
          }
          socket.waitForever();
          Capabilities capabilities = new Capabilities(protocol.getCapabilities().keySet());
          return new Connection(
              name,
              uri,
              socket,
              protocol,
              capabilities,
              answer -> pause(answer, answer.aboutServer()));
        });
  }

  /** Connects, with TLS where that is meant, and leaves before a login. */
  void greet() throws StoreException {
    ImapSocket left =
        greeted(
            (socket, protocol) -> {
              protocol.leave();
              return socket;
            });
    left.close();
  }

  /** What is done on a connection that is not logged in yet. */
  private interface Talk<T> {
    T on(ImapSocket socket, ImapProtocol protocol)
        throws IOException, ProtocolException, StoreException;
  }

  /** The connection is closed when this fails. */
  private <T> T greeted(Talk<T> talk) throws StoreException {
    step = Finding.Subject.HOST;
    ImapSocket socket = socket();
    try {
      ImapProtocol protocol = new ImapProtocol(socket.in(), socket.out());
      Optional<ResponseText> bye = protocol.greeting();
      if (bye.isPresent()) {
        throw sentAway(bye.get());
      }
      if (uri.security() == ImapUri.Security.STARTTLS) {
        step = Finding.Subject.TLS;
        protocol = startTls(socket, protocol);
      }
      step = Finding.Subject.LOGIN;
      tlsSession = socket.tlsSession();
      return talk.on(socket, protocol);
    } catch (StoreException e) {
      socket.close();
      throw e;
    } catch (ProtocolException | ResponseReader.NotImapException | RuntimeException e) {
      socket.close();
      throw new TransientException(
          uri.server()
              + " did not greet as an IMAP server does ("
              + e.getMessage()
              + "): check host, port and security",
          e);
    } catch (IOException e) {
      socket.close();
      throw unreachable(e);
    }
  }

  private ImapSocket socket() throws StoreException {
    try {
      return new ImapSocket(uri, tls);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private ImapProtocol startTls(ImapSocket socket, ImapProtocol clear)
      throws IOException, ProtocolException, StoreException {
    if (!clear.hasCapability("STARTTLS")) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          uri.server()
              + " does not offer STARTTLS: use imaps:// with its TLS port, or security=none to send"
              + " passwords and mail in the clear");
    }
    clear.requestTls();
    if (clear.hasResponse()) {
      throw new IOException("The server sent data ahead of TLS, which somebody may have injected");
    }
    socket.startTls();
    // What was told in the clear does not count any more.
    ImapProtocol secure = new ImapProtocol(socket.in(), socket.out());
    secure.capability();
    return secure;
  }

  private void logIn(ImapProtocol protocol) throws IOException, ProtocolException, StoreException {
    Response answer;
    if (protocol.hasCapability("AUTH=PLAIN")) {
      answer = protocol.authenticatePlain(login);
    } else if (login.authorizationId().isPresent()) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          uri.server()
              + " does not offer AUTH=PLAIN, by which an administrator logs in for "
              + login.authorizationId().get()
              + ": set a login for the mailbox itself");
    } else if (protocol.hasCapability("LOGINDISABLED")) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          uri.server()
              + " accepts no password here (LOGINDISABLED): use imaps://, or imap:// with STARTTLS");
    } else {
      answer = protocol.logIn(login);
    }
    if (answer.getException() instanceof IOException lost) {
      throw lost;
    }
    if (!answer.isOK()) {
      throw refused(ResponseText.of(answer));
    }
    protocol.capabilitiesAfterLogin(answer);
  }

  private StoreException refused(ResponseText answer) {
    String who =
        login.username() + login.authorizationId().map(mailbox -> " for " + mailbox).orElse("");
    String message = "The login of " + who + " at " + uri.server() + " failed: " + answer;
    if (answer.throttled()) {
      pause(answer, answer.aboutServerAtLogin());
      return throttled(message, answer);
    }
    if (answer.condition() == ResponseText.Condition.BYE) {
      return new TransientException(message, null, answer.retryAfter());
    }
    return new FatalException(
        Problem.LOGIN_REFUSED,
        message + (message.endsWith(".") ? "" : ".") + " Check the login name and the password");
  }

  /** A greeting that is a farewell: before a login it is about all who come from here. */
  private StoreException sentAway(ResponseText bye) {
    String message = uri.server() + " takes no connection: " + bye;
    if (bye.throttled()) {
      pause(bye, true);
      return throttled(message, bye);
    }
    return new TransientException(message, null, bye.retryAfter());
  }

  /** A server that did what it was asked, if slowly, is given only a moment. */
  private void pause(ResponseText answer, boolean all) {
    Duration told = answer.ok() ? MOMENT : answer.retryAfter();
    traffic.throttled(all, told, answer.toString());
  }

  /** For a session that keeps no pause yet, it is only a failure. */
  private TransientException throttled(String message, ResponseText answer) {
    return traffic.mayWait()
        ? TransientException.throttled(message, answer.retryAfter())
        : new TransientException(message, null, answer.retryAfter());
  }

  private StoreException unreachable(IOException e) {
    if (e instanceof UnknownHostException) {
      return new FatalException(
          Problem.HOST_UNKNOWN,
          "The host " + uri.host() + " is unknown: check its name in the settings",
          e);
    }
    if (e instanceof SocketTimeoutException) {
      return new TransientException(
          Problem.UNREACHABLE, uri.server() + " did not answer in time", e, Duration.ZERO);
    }
    if (e instanceof SSLException && !caused(e, EOFException.class)) {
      step = Finding.Subject.TLS;
      return caused(e, CertificateException.class) || caused(e, CertPathValidatorException.class)
          ? new FatalException(
              Problem.CERTIFICATE_NOT_TRUSTED,
              "The certificate of "
                  + uri.server()
                  + " is not trusted ("
                  + e.getMessage()
                  + "): check the host name, or give a truststore that holds the certificate",
              e)
          : new FatalException(
              Problem.TLS_FAILED,
              "TLS with "
                  + uri.server()
                  + " failed ("
                  + e.getMessage()
                  + "): check port and security",
              e);
    }
    return new TransientException(
        Problem.UNREACHABLE,
        uri.server() + " can't be reached (" + e.getMessage() + "): check host and port",
        e,
        Duration.ZERO);
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
