package io.mailtrek.store.exchange;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.limit.SessionTraffic;
import io.mailtrek.store.net.HttpFailure;
import io.mailtrek.store.xml.XmlException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;

/**
 * Sends operations for one mailbox to Exchange as SOAP over HTTP, and waits for their answers. The
 * login goes with each, and only to the server of the settings, or where its Autodiscover service
 * says. Safe for use by many threads.
 */
final class EwsClient implements io.mailtrek.store.exchange.Ews, AutoCloseable {
  /** Operations that change nothing, so that they may be sent again. */
  private static final Set<String> LOOKING =
      Set.of(
          "FindFolder",
          "GetFolder",
          "SyncFolderHierarchy",
          "FindItem",
          "SyncFolderItems",
          "GetItem",
          "GetAttachment",
          "ExportItems",
          "ResolveNames");

  private static final int MOST_TRIES = 3;

  /** A request of 150 MB over a line that is slower than this is given up. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

  private final ExchangeUri uri;
  private final EwsHttp http;
  private final EwsLogin login;
  private final SessionTraffic traffic;
  private final Map<String, URI> services;
  private volatile boolean known;
  private volatile Optional<SSLSession> tlsSession = Optional.empty();
  private volatile long roundTripNanos = Long.MAX_VALUE;

  /**
   * @param services where the services of mailboxes are, as far as that was found out
   */
  EwsClient(
      ExchangeUri uri,
      EwsHttp http,
      EwsLogin login,
      SessionTraffic traffic,
      Map<String, URI> services) {
    this.uri = uri;
    this.http = http;
    this.login = login;
    this.traffic = traffic;
    this.services = services;
  }

  ExchangeUri uri() {
    return uri;
  }

  EwsLogin login() {
    return login;
  }

  SessionTraffic traffic() {
    return traffic;
  }

  /** The terms of TLS of the last answer; empty in the clear. */
  Optional<SSLSession> tlsSession() {
    return tlsSession;
  }

  /** The shortest that an answer has taken to begin; empty before the first. */
  Optional<Duration> roundTrip() {
    long nanos = roundTripNanos;
    return nanos == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  @Override
  public EwsAnswer send(EwsRequest request) throws StoreException {
    EwsEnvelope envelope = new EwsEnvelope(request, login.impersonated());
    boolean looks = LOOKING.contains(request.name());
    for (int tries = 1; ; tries++) {
      traffic.await();
      try {
        return answer(request, envelope, looks);
      } catch (TransientException e) {
        if (!looks || http.closed() || !again(e, tries)) {
          throw looks && e.getCause() instanceof XmlException ? unreadable(e) : e;
        }
        if (e.problem() == Problem.SERVER_TROUBLE && !(e.getCause() instanceof XmlException)) {
          traffic.throttled(false, e.retryAfter(), e.getMessage());
        }
      }
    }
  }

  private static boolean again(TransientException e, int tries) {
    return e.throttled()
        || (tries < MOST_TRIES
            && (e.problem() == Problem.CONNECTION_LOST || e.problem() == Problem.SERVER_TROUBLE));
  }

  /** It is always so, or it is no Exchange. */
  private StoreException unreadable(TransientException e) {
    return known
        ? new PermanentException(Problem.UNREADABLE, e.getMessage())
        : new FatalException(
            Problem.LOGIN_IMPOSSIBLE,
            EwsErrors.sentence(
                e.getMessage(),
                "Check the address of the server: it is ews://HOST/EWS/Exchange.asmx on most"),
            e);
  }

  private EwsAnswer answer(EwsRequest request, EwsEnvelope envelope, boolean looks)
      throws StoreException {
    EwsReply reply = reply(request, envelope);
    if (reply.fault().isPresent()) {
      EwsMessage fault = reply.fault().get();
      throw EwsErrors.throttles(fault)
          ? busy(fault)
          : EwsErrors.ofFault(fault, what(request), !looks);
    }
    List<EwsMessage> messages = reply.answer().messages();
    Optional<EwsMessage> busy = messages.stream().filter(EwsErrors::throttles).findFirst();
    boolean later = looks && !messages.isEmpty() && messages.stream().allMatch(EwsErrors::passing);
    if (busy.isPresent()) {
      TransientException pause = busy(busy.get());
      if (later) {
        throw pause;
      }
    } else if (later) {
      throw EwsErrors.of(messages.get(0), what(request));
    } else {
      traffic.wentWell();
    }
    return reply.answer();
  }

  private TransientException busy(EwsMessage message) {
    return pause(false, EwsErrors.backOff(message), EwsErrors.words(message));
  }

  /**
   * Nothing was done, and nothing is to be done for a time.
   *
   * @param all whether by nobody, not only not for this mailbox
   */
  private TransientException pause(boolean all, Duration told, String words) {
    traffic.throttled(all, told, words);
    String message = uri.server() + " throttled (" + words + ")";
    return traffic.mayWait()
        ? TransientException.throttled(message, told)
        : new TransientException(Problem.THROTTLED, message, null, told);
  }

  private String what(EwsRequest request) {
    return request.name() + " for " + login.mailbox() + " at " + uri.server();
  }

  private EwsReply reply(EwsRequest request, EwsEnvelope envelope) throws StoreException {
    URI service = service();
    for (boolean again = false; ; again = true) {
      String shown = login.header();
      long begun = System.nanoTime();
      try (EwsHttp.Answer answer = http.exchange(build(service, request, envelope, shown))) {
        roundTripNanos = Math.min(roundTripNanos, System.nanoTime() - begun);
        tlsSession = answer.response().sslSession();
        if (answer.status() != 401 || again || !(login.refused(shown) || known)) {
          return read(request, envelope, answer);
        }
      } catch (XmlException e) {
        throw new TransientException(
            Problem.SERVER_TROUBLE,
            what(request) + " got an answer that can't be read: " + e.getMessage(),
            e,
            Duration.ZERO);
      } catch (IOException e) {
        throw http.closed() ? http.closedException() : HttpFailure.of(service, request.name(), e);
      }
    }
  }

  private URI service() throws StoreException {
    if (!uri.discovers()) {
      return uri.at(uri.path());
    }
    URI found = services.get(login.mailbox());
    if (found == null) {
      found = new Autodiscover(uri, http, login).services();
      services.put(login.mailbox(), found);
    }
    return found;
  }

  private HttpRequest build(URI service, EwsRequest request, EwsEnvelope envelope, String shown) {
    long sending = envelope.length() / SLOWEST_BYTES_PER_SECOND;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(service)
            .timeout(uri.connecting().readTimeout().plusSeconds(sending))
            .header("User-Agent", "MailTrek")
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("Accept", "text/xml")
            .header("SOAPAction", '"' + Ews.MESSAGES + "/" + request.name() + '"')
            .header("Authorization", shown);
    login.anchor().ifPresent(mailbox -> builder.header("X-AnchorMailbox", mailbox));
    return builder.POST(envelope.publisher()).build();
  }

  private EwsReply read(EwsRequest request, EwsEnvelope envelope, EwsHttp.Answer answer)
      throws IOException, StoreException {
    boolean html = answer.headers().firstValue("Content-Type").orElse("").contains("html");
    if (!html && (answer.status() == 200 || answer.status() == 500)) {
      EwsReply reply = EwsReading.read(answer.body(), request.name());
      known = true;
      return reply;
    }
    EwsRefusal refusal =
        new EwsRefusal(what(request), answer.status(), answer.headers(), answer.page());
    if (answer.status() == 401) {
      throw refusal.login(uri, login);
    }
    throw refusal.throttles()
        ? pause(true, refusal.retryAfter(), refusal.words())
        : refusal.meaning(envelope.length(), known);
  }

  /**
   * Looks whether a server is there, without a login; whatever it answers will do.
   *
   * @throws StoreException why it can't be reached
   */
  void greet() throws StoreException {
    URI where = uri.at(uri.discovers() ? Autodiscover.PATH : uri.path());
    HttpRequest bare =
        HttpRequest.newBuilder(where)
            .timeout(uri.connecting().readTimeout())
            .method("GET", BodyPublishers.noBody())
            .build();
    try (EwsHttp.Answer answer = http.exchange(bare)) {
      answer.page();
    } catch (IOException e) {
      throw HttpFailure.of(where, "GET " + where.getRawPath(), e);
    }
  }

  /** Ends all requests that are under way. */
  @Override
  public void close() {
    http.close();
  }
}
