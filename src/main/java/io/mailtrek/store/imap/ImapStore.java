package io.mailtrek.store.imap;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Place;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** An IMAP server as a store of mail. */
public final class ImapStore implements Store {
  /** How long somebody who only wants to know waits for each step. */
  private static final Duration HASTE = Duration.ofSeconds(5);

  private static final Login NOBODY = new Login("", new Secret(""), Optional.empty());

  private final ImapUri uri;
  private final Supplier<SSLSocketFactory> tls;
  private final ServerTraffic source;
  private final ServerTraffic destination;

  private ImapStore(ImapUri uri, ServerTraffic source, ServerTraffic destination) {
    this.uri = uri;
    Supplier<SSLContext> context = uri.connecting().tls();
    this.tls = () -> context.get().getSocketFactory();
    this.source = source;
    this.destination = destination;
  }

  /**
   * The store at an address, without limits; nothing is connected yet.
   *
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public static ImapStore of(ImapUri uri) {
    return new ImapStore(
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
  public static ImapStore of(ImapUri uri, ServerTraffic traffic) {
    return new ImapStore(uri, traffic, traffic);
  }

  @Override
  public Set<ItemType> itemTypes() {
    return Set.of(ItemType.MAIL, ItemType.NOTE);
  }

  @Override
  public Set<ItemType> takes() {
    return Set.of(ItemType.MAIL);
  }

  @Override
  public boolean mayList(Place place) {
    return place.type() == ItemType.MAIL
        || (place.type() == ItemType.NOTE && place.path().equals(NoteMessages.FOLDER));
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) throws StoreException {
    return open(source, login, waits, false, ImapSourceSession::open);
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) throws StoreException {
    return open(source, login, waits, true, ImapSourceSession::open);
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException {
    return open(
        destination,
        login,
        waits,
        false,
        connector -> ImapDestinationSession.open(connector, journal));
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) throws StoreException {
    return open(
        destination,
        login,
        waits,
        true,
        connector -> ImapDestinationSession.open(connector, journal));
  }

  @Override
  public Optional<Pause> reach() throws StoreException {
    Optional<Pause> pause = source.pause();
    if (pause.isEmpty()) {
      SessionTraffic traffic = source.session("", new Waits(HASTE), true);
      new Connector(uri.within(HASTE), tls, NOBODY, source.side(), traffic).greet();
    }
    return pause;
  }

  /** Opens a session on a connection that was taken for it. */
  private interface Opening<S> {
    S with(Connector connector) throws StoreException;
  }

  private <S> S open(
      ServerTraffic side, Login login, Waits waits, boolean further, Opening<S> opening)
      throws StoreException {
    Connector connector = connector(side, login, waits, further);
    SessionTraffic traffic = connector.traffic();
    traffic.takeConnection();
    try {
      S session = opening.with(connector);
      traffic.opened();
      return session;
    } catch (StoreException | RuntimeException e) {
      traffic.close();
      throw e;
    }
  }

  private Connector connector(ServerTraffic side, Login login, Waits waits, boolean further) {
    return new Connector(
        uri, tls, login, side.side(), side.session(Connector.account(login), waits, further));
  }

  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits)
      throws StoppedException {
    ServerTraffic traffic = side == Side.SOURCE ? source : destination;
    return new ImapInspection(
            side,
            uri,
            login,
            further -> connector(traffic, login, waits, further),
            Clock.systemUTC())
        .run(connections);
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) throws StoppedException {
    return new Probe(() -> connector(destination, login, waits, false)).run();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
