package io.mailtrek.store.dav;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ServerTraffic;
import io.mailtrek.store.limit.SessionTraffic;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A CalDAV and CardDAV server as a store of calendars, tasks, journals, notes and contacts. */
public final class DavStore implements Store {
  static final Set<ItemType> TYPES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ItemType.MAIL)));

  /** How long somebody who only wants to know waits for each step. */
  private static final Duration HASTE = Duration.ofSeconds(5);

  private static final Login NOBODY = new Login("", new Secret(""), Optional.empty());

  private final DavUri uri;
  private final HttpClient http;
  private final ServerTraffic source;
  private final ServerTraffic destination;

  private DavStore(DavUri uri, ServerTraffic source, ServerTraffic destination) {
    this.uri = uri;
    this.http = DavClient.connections(uri);
    this.source = source;
    this.destination = destination;
  }

  /**
   * The store at an address, without limits; nothing is connected yet.
   *
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public static DavStore of(DavUri uri) {
    return new DavStore(
        uri,
        ServerTraffic.unlimited("source", uri.server()),
        ServerTraffic.unlimited("destination", uri.server()));
  }

  /**
   * The store at an address as one side of a project.
   *
   * @param traffic limits what all sessions of the store send together
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public static DavStore of(DavUri uri, ServerTraffic traffic) {
    return new DavStore(uri, traffic, traffic);
  }

  @Override
  public Set<ItemType> itemTypes() {
    return TYPES;
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) throws StoreException {
    return open(source, login, waits, false, DavSourceSession::open);
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) throws StoreException {
    return open(source, login, waits, true, DavSourceSession::open);
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException {
    return open(
        destination, login, waits, false, client -> DavDestinationSession.open(client, journal));
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) throws StoreException {
    return open(
        destination, login, waits, true, client -> DavDestinationSession.open(client, journal));
  }

  @Override
  public Optional<Pause> reach() throws StoreException {
    Optional<Pause> pause = source.pause();
    if (pause.isEmpty()) {
      SessionTraffic traffic = source.session("", new Waits(HASTE), true);
      try (DavClient client = new DavClient(uri.within(HASTE), http, NOBODY, traffic, 1)) {
        client.greet();
      }
    }
    return pause;
  }

  /** Opens a session with a client that was made for it. */
  private interface Opening<S> {
    S with(DavClient client) throws StoreException;
  }

  private <S> S open(
      ServerTraffic side, Login login, Waits waits, boolean further, Opening<S> opening)
      throws StoreException {
    DavClient client = client(side, login, waits, further);
    SessionTraffic traffic = client.traffic();
    traffic.takeConnection();
    try {
      S session = opening.with(client);
      traffic.opened();
      return session;
    } catch (StoreException | RuntimeException e) {
      client.close();
      traffic.close();
      throw e;
    }
  }

  /** Where connections are counted a session has one, and so one request at a time. */
  private DavClient client(ServerTraffic side, Login login, Waits waits, boolean further) {
    int atOnce = side.limits().connections().isPresent() ? 1 : Crew.AT_ONCE;
    return new DavClient(
        uri, http, login, side.session(DavUri.account(login), waits, further), atOnce);
  }

  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits)
      throws StoppedException {
    ServerTraffic traffic = side == Side.SOURCE ? source : destination;
    try (DavClient client = client(traffic, login, waits, false)) {
      return new DavInspection(side, client, Clock.systemUTC()).run();
    }
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) throws StoppedException {
    try (DavClient client = client(destination, login, waits, false)) {
      return new DavProbe(client).run();
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
