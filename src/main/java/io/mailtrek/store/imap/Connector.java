package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/** Makes connections for one mailbox: socket, TLS, login. Safe for use by many threads. */
final class Connector {
  private static final Set<String> NOT_THE_LOGIN =
      Set.of("UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED");

  private final ImapUri uri;
  private final Supplier<SSLSocketFactory> tls;
  private final Login login;
  private final String name;

  /**
   * @param side {@code source} or {@code destination}, for the names of threads
   */
  Connector(ImapUri uri, Supplier<SSLSocketFactory> tls, Login login, String side) {
    this.uri = uri;
    this.tls = tls;
    this.login = login;
    this.name = "imap-" + side + " " + login.authorizationId().orElse(login.username());
  }

  /** What threads that work for the mailbox are called. */
  String name() {
    return name;
  }

  /** Host and port, for messages. */
  String server() {
    return uri.server();
  }

  /**
   * Connects and logs in.
   *
   * @throws FatalException when trying again is of no use before somebody changes something
   * @throws TransientException when it may go well another time
   */
  Connection connect() throws StoreException {
    ImapSocket socket = socket();
    try {
      ImapProtocol protocol = new ImapProtocol(socket.in(), socket.out());
      protocol.greeting();
      if (uri.security() == ImapUri.Security.STARTTLS) {
        protocol = startTls(socket, protocol);
      }
      if (!protocol.isAuthenticated()) {
        logIn(protocol);
      }
      socket.waitForever();
      Capabilities capabilities = new Capabilities(protocol.getCapabilities().keySet());
      return new Connection(name, uri, socket, protocol, capabilities);
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
          uri.server()
              + " does not offer AUTH=PLAIN, by which an administrator logs in for "
              + login.authorizationId().get()
              + ": set a login for the mailbox itself");
    } else if (protocol.hasCapability("LOGINDISABLED")) {
      throw new FatalException(
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
    boolean later = answer.code().isEmpty() ? answer.busy() : NOT_THE_LOGIN.contains(answer.code());
    if (later || answer.condition() == ResponseText.Condition.BYE) {
      return new TransientException(message, null, answer.retryAfter());
    }
    return new FatalException(message + ". Check the login name and the password");
  }

  private StoreException unreachable(IOException e) {
    if (e instanceof UnknownHostException) {
      return new FatalException(
          "The host " + uri.host() + " is unknown: check its name in the settings", e);
    }
    if (e instanceof SocketTimeoutException) {
      return new TransientException(uri.server() + " did not answer in time", e);
    }
    if (e instanceof SSLException && !caused(e, EOFException.class)) {
      return caused(e, CertificateException.class) || caused(e, CertPathValidatorException.class)
          ? new FatalException(
              "The certificate of "
                  + uri.server()
                  + " is not trusted ("
                  + e.getMessage()
                  + "): check the host name, or give a truststore that holds the certificate",
              e)
          : new FatalException(
              "TLS with "
                  + uri.server()
                  + " failed ("
                  + e.getMessage()
                  + "): check port and security",
              e);
    }
    return new TransientException(
        uri.server() + " can't be reached (" + e.getMessage() + "): check host and port", e);
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
