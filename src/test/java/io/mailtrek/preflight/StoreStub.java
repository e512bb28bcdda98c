package io.mailtrek.preflight;

import io.mailtrek.store.Content;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store that finds what a test wants it to find, and lists pages that a test makes. */
final class StoreStub implements Store {
  final List<String> calls = new ArrayList<>();
  List<Finding> findings = List.of();
  List<SourceFolder> folders = List.of();
  Pages pages = folder -> List.of();

  /** The next page of a folder; an empty one is the last. */
  interface Pages {
    List<Item> next(SourceFolder folder) throws StoreException;
  }

  @Override
  public Set<ItemType> itemTypes() {
    return Set.of(ItemType.MAIL);
  }

  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits) {
    calls.add("inspect " + side.word());
    return new Inspection(findings, Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) {
    calls.add("probe");
    return List.of();
  }

  @Override
  public Optional<Pause> reach() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) {
    calls.add("count");
    return new Session();
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) {
    throw new UnsupportedOperationException();
  }

  private final class Session implements SourceSession {
    @Override
    public List<SourceFolder> folders() {
      return folders;
    }

    @Override
    public Listing list(
        SourceFolder folder,
        Optional<FolderState> settled,
        Supplier<KnownItems> known,
        ListOptions options) {
      return new Listing() {
        @Override
        public FolderState state() {
          return new FolderState("1", "1", 0);
        }

        @Override
        public long known() {
          return 0;
        }

        @Override
        public long missing() {
          return 0;
        }

        @Override
        public List<Item> next() throws StoreException {
          return pages.next(folder);
        }
      };
    }

    @Override
    public FoundItems search(SourceFolder folder, HeaderSearch search) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Content> read(Item item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> roundTrip() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
