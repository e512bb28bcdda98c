package io.mailtrek.store.composite;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store in memory that notes what is asked of it and refuses logins when told to. */
final class FakeStore implements Store {
  final List<String> calls = new ArrayList<>();
  private final String name;
  private final Set<ItemType> types;
  private final List<Place> folders;
  Set<Place> mayList = Set.of();
  Optional<String> refusal = Optional.empty();
  Optional<Pause> pause = Optional.empty();
  Optional<Quota> space = Optional.empty();

  FakeStore(String name, Set<ItemType> types, Place... folders) {
    this.name = name;
    this.types = types;
    this.folders = List.of(folders);
  }

  /** A folder of one name. */
  static Place place(String name, ItemType type) {
    return new Place(FolderPath.of(name), type);
  }

  /** How many sessions are open. */
  long open() {
    return calls.stream().filter(call -> call.startsWith("open")).count()
        - calls.stream().filter(call -> call.startsWith("close")).count();
  }

  @Override
  public Set<ItemType> itemTypes() {
    return types;
  }

  @Override
  public boolean mayList(Place place) {
    return mayList.isEmpty() ? Store.super.mayList(place) : mayList.contains(place);
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) throws StoreException {
    open("source");
    return new Source();
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) throws StoreException {
    open("further source");
    return new Source();
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException {
    open("destination");
    return new Destination(journal);
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) throws StoreException {
    open("further destination");
    return new Destination(journal);
  }

  private void open(String what) throws FatalException {
    if (refusal.isPresent()) {
      throw new FatalException(Problem.LOGIN_REFUSED, refusal.get());
    }
    calls.add("open " + what);
  }

  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits) {
    return new Inspection(
        List.of(finding(side, refusal.orElse("welcome"))),
        space,
        Optional.empty(),
        OptionalLong.empty());
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) {
    return List.of(finding(Side.DESTINATION, "probed"));
  }

  private Finding finding(Side side, String text) {
    return new Finding(
        side, Finding.Subject.LOGIN, refusal.isPresent() ? Verdict.NO_GO : Verdict.GO, text, "");
  }

  @Override
  public Optional<Pause> reach() throws StoreException {
    if (refusal.isPresent()) {
      throw new FatalException(refusal.get());
    }
    return pause;
  }

  @Override
  public String toString() {
    return name;
  }

  private final class Source implements SourceSession {
    @Override
    public List<SourceFolder> folders() {
      return folders.stream()
          .map(
              place ->
                  new SourceFolder(
                      place.path(), place.type(), FolderRole.NONE, true, true, Optional.empty()))
          .toList();
    }

    @Override
    public Listing list(
        SourceFolder folder,
        Optional<FolderState> settled,
        Supplier<KnownItems> known,
        ListOptions options) {
      calls.add("list " + folder.path());
      return new OneItem(folder.place());
    }

    @Override
    public FoundItems search(SourceFolder folder, HeaderSearch search) {
      calls.add("search " + folder.path());
      return new FoundItems(new FolderState("1", "2", 1), List.of(ItemKey.of(1)));
    }

    @Override
    public CompletionStage<Content> read(Item item) {
      String text = name + ": " + item.folder();
      return CompletableFuture.completedStage(Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Duration> roundTrip() {
      return Optional.of(Duration.ofMillis(name.length()));
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  private static final class OneItem implements Listing {
    private final Place place;
    private boolean listed;

    OneItem(Place place) {
      this.place = place;
    }

    @Override
    public FolderState state() {
      return new FolderState("1", "2", 1);
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
    public List<Item> next() {
      if (listed) {
        return List.of();
      }
      listed = true;
      return List.of(item(place));
    }
  }

  /** An item of a folder. */
  static Item item(Place place) {
    return new Item(
        place.path(),
        place.type(),
        ItemKey.of(1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Set.of(),
        Set.of());
  }

  private final class Destination implements DestinationSession {
    private final DeliveryJournal journal;

    Destination(DeliveryJournal journal) {
      this.journal = journal;
      settleDoubts();
    }

    @Override
    public DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped) {
      calls.add("ensure " + path);
      return new DestinationFolder(path, source.itemType(), true);
    }

    @Override
    public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
      calls.add("deliver to " + folder.path());
      return CompletableFuture.completedStage(new Delivered(name, false, 0));
    }

    @Override
    public long count(DestinationFolder folder) {
      return name.length();
    }

    @Override
    public SourceSession contents() {
      return new Source();
    }

    @Override
    public void settleDoubts() {
      for (DeliveryJournal.Intent intent : journal.inDoubt()) {
        calls.add("settle " + intent.folder().path());
        journal.settle(intent, Map.of());
      }
    }

    @Override
    public Optional<Duration> roundTrip() {
      return Optional.empty();
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
