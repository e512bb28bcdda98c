package io.mailtrek.store.imap;

import io.mailtrek.store.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * Angus Mail's protocol layer on our own socket: greeting, STARTTLS, CAPABILITY and login, one
 * command at a time, and the reading of responses. Once a {@link Connection} pipelines commands,
 * only {@link #readResponse} is used.
 */
final class ImapProtocol extends IMAPProtocol {
  private static final byte[] CRLF = {'\r', '\n'};

  private final ResponseReader reader;

  ImapProtocol(InputStream in, OutputStream out) throws IOException {
    super(in, new PrintStream(out, false, StandardCharsets.ISO_8859_1), new Properties(), false);
    reader = new ResponseReader(in);
  }

  /** Angus's own would take the memory for whatever size a server announces. */
  @Override
  protected ResponseInputStream getInputStream() {
    return reader;
  }

  /**
   * Reads the greeting (RFC 9051 §7.1) and, where it does not tell them, the capabilities.
   *
   * @return what the server says when it takes no connection (BYE)
   */
  Optional<ResponseText> greeting() throws IOException, ProtocolException {
    IMAPResponse greeting = readResponse();
    if (greeting.isBYE()) {
      return Optional.of(ResponseText.of(greeting));
    }
    processGreeting(greeting);
    if (getCapabilities().isEmpty()) {
      capability();
    }
    return Optional.empty();
  }

  /** STARTTLS (RFC 9051 §6.2.1), up to the server's consent. */
  void requestTls() throws ProtocolException {
    simpleCommand("STARTTLS", null);
  }

  /** LOGOUT (RFC 9051 §6.1.3), without waiting for the answer. */
  void leave() throws IOException, ProtocolException {
    writeCommand("LOGOUT", null);
  }

  /**
   * AUTHENTICATE PLAIN (RFC 9051 §6.2.2, RFC 4616), in one round trip where SASL-IR (RFC 4959) is
   * offered.
   *
   * @return the tagged response, or BYE
   */
  Response authenticatePlain(Login login) throws IOException, ProtocolException {
    String message =
        login.authorizationId().orElse("")
            + '\0'
            + login.username()
            + '\0'
            + login.secret().reveal();
    String response = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    boolean initial = hasCapability("SASL-IR");
    // Whoever turns Angus's tracing on must still not see the password.
    suspendTracing();
    try {
      writeCommand("AUTHENTICATE PLAIN" + (initial ? " " + response : ""), null);
      while (true) {
        Response answer = readResponse();
        if (answer.isContinuation()) {
          getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
          getOutputStream().write(CRLF);
          getOutputStream().flush();
        } else if (answer.isTagged() || answer.isBYE()) {
          return answer;
        }
      }
    } finally {
      resumeTracing();
    }
  }

  /**
   * LOGIN (RFC 9051 §6.2.3).
   *
   * @return the tagged response, or BYE
   */
  Response logIn(Login login) {
    Argument arguments = new Argument();
    arguments.writeString(login.username(), StandardCharsets.UTF_8);
    arguments.writeString(login.secret().reveal(), StandardCharsets.UTF_8);
    suspendTracing();
    try {
      Response[] answers = command("LOGIN", arguments);
      return answers[answers.length - 1];
    } finally {
      resumeTracing();
    }
  }

  /** Takes the capabilities that hold after the login (RFC 9051 §6.2.3). */
  void capabilitiesAfterLogin(Response ok) throws ProtocolException {
    getCapabilities().clear();
    setCapabilities(ok);
    if (getCapabilities().isEmpty()) {
      capability();
    }
  }

  /** Leaves FETCH responses unparsed, because their dates and flags are wanted as they are. */
  @Override
  public IMAPResponse readResponse() throws IOException, ProtocolException {
    return new IMAPResponse(this);
  }
}
