package io.mailtrek.store.imap;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** An IMAP server as a store of mail. */
public final class ImapStore implements Store {
  private final ImapUri uri;
  private final Supplier<SSLSocketFactory> tls;

  private ImapStore(ImapUri uri, Supplier<SSLSocketFactory> tls) {
    this.uri = uri;
    this.tls = tls;
  }

  /**
   * The store at an address; nothing is connected yet.
   *
   * @throws IllegalArgumentException when the truststore can't be read
   */
  public static ImapStore of(ImapUri uri) {
    return new ImapStore(uri, Truststore.sockets(uri));
  }

  @Override
  public Set<ItemType> itemTypes() {
    return Set.of(ItemType.MAIL);
  }

  @Override
  public SourceSession openSource(Login login) throws StoreException {
    return ImapSourceSession.open(new Connector(uri, tls, login, "source"));
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal)
      throws StoreException {
    return ImapDestinationSession.open(new Connector(uri, tls, login, "destination"), journal);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
