package io.mailtrek.store.exchange;

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
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An Exchange server (2013 SP1 and later) as a store of all item types. */
public final class ExchangeStore implements Store {
  static final Set<ItemType> TYPES = Collections.unmodifiableSet(EnumSet.allOf(ItemType.class));

  /** How long somebody who only wants to know waits for each step. */
  private static final Duration HASTE = Duration.ofSeconds(5);

  private static final Login NOBODY = new Login("", new Secret(""), Optional.empty());

  private final ExchangeUri uri;
  private final EwsServer server;
  private final ServerTraffic traffic;
  private final boolean whole;

  private ExchangeStore(ExchangeUri uri, ServerTraffic traffic, boolean whole) {
    this.uri = uri;
    this.server = EwsServer.of(uri);
    this.traffic = traffic;
    this.whole = whole;
  }

  /**
   * The store at an address as one side of a project; nothing is connected yet.
   *
   * @param traffic limits what all sessions of the store send together
   * @param whole whether the other side is an Exchange server, too, so that items go as streams
   *     with all that Exchange knows of them
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public static ExchangeStore of(ExchangeUri uri, ServerTraffic traffic, boolean whole) {
    return new ExchangeStore(uri, traffic, whole);
  }

  @Override
  public Set<ItemType> itemTypes() {
    return TYPES;
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) throws StoreException {
    return open(login, waits, false, this::source);
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) throws StoreException {
    return open(login, waits, true, this::source);
  }

  private SourceSession source(ExchangeSession session) throws StoreException {
    ReadOptions options =
        new ReadOptions(uri.mailDate(), uri.archive(), uri.recoverableItems(), whole);
    return ExchangeSourceSession.open(session, options);
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException {
    return open(login, waits, false, session -> destination(session, journal));
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) throws StoreException {
    return open(login, waits, true, session -> destination(session, journal));
  }

  private DestinationSession destination(ExchangeSession session, DeliveryJournal journal)
      throws StoreException {
    return ExchangeDestinationSession.open(session, journal, whole);
  }

  @Override
  public Optional<Pause> reach() throws StoreException {
    Optional<Pause> pause = traffic.pause();
    if (pause.isEmpty()) {
      SessionTraffic session = traffic.session("", new Waits(HASTE), true);
      try (EwsClient client = server.within(HASTE).client(NOBODY, session)) {
        client.greet();
      } finally {
        session.close();
      }
    }
    return pause;
  }

  /** Opens one side of a mailbox. */
  private interface Opening<S> {
    S with(ExchangeSession session) throws StoreException;
  }

  private <S> S open(Login login, Waits waits, boolean further, Opening<S> opening)
      throws StoreException {
    EwsClient client = client(login, waits, further);
    ExchangeSession session =
        new ExchangeSession(
            ExchangeUri.mailbox(login),
            uri.timeZone(),
            client,
            client.traffic(),
            client::roundTrip,
            client::close);
    try {
      client.traffic().takeConnection();
      S opened = opening.with(session);
      client.traffic().opened();
      return opened;
    } catch (StoreException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private EwsClient client(Login login, Waits waits, boolean further) {
    return server.client(login, traffic.session(ExchangeUri.mailbox(login), waits, further));
  }

  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits)
      throws StoppedException {
    try (EwsClient client = client(login, waits, false)) {
      return new ExchangeInspection(side, client, Clock.systemUTC()).run();
    }
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) throws StoppedException {
    try (EwsClient client = client(login, waits, false)) {
      return new ExchangeProbe(client).run();
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
