package io.mailtrek.store.imap;

import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders of a destination: which there are, what the server calls them, and how they are made.
 * {@link #announce} and {@link #ensure} are for one thread, the rest for any.
 */
final class DestinationFolders {
  private final FolderNames names;
  private final Map<FolderPath, FolderDirectory.Entry> entries;
  private final FolderPlaces places;

  /** What was asked for already, and not wanted yet. */
  private final Map<FolderPath, NewFolder> announced = new HashMap<>();

  private final Map<FolderPath, SubscribeCommand> subscriptions = new HashMap<>();
  private final Map<FolderPath, SelectCommand> looks = new HashMap<>();

  /** Empty values permit all keywords. */
  private final Map<FolderPath, Optional<Set<String>>> permitted = new ConcurrentHashMap<>();

  DestinationFolders(FolderDirectory directory) {
    names = directory.names();
    entries = new ConcurrentHashMap<>(directory.entries());
    places = new FolderPlaces(names, entries);
  }

  /** What the server calls a folder. */
  String name(FolderPath path) {
    FolderDirectory.Entry entry = entries.get(path);
    return entry == null ? names.name(path) : entry.name();
  }

  /** The counters that were told when the folder was listed or made; no later than now. */
  Optional<FolderState> toldState(FolderPath path) {
    return Optional.ofNullable(entries.get(path)).flatMap(FolderDirectory.Entry::state);
  }

  /**
   * The flags that can be set there, in lower case, as they were told when the folder was made or
   * announced; the inner one is empty when all can.
   */
  Optional<Optional<Set<String>>> toldKeywords(FolderPath path) {
    return Optional.ofNullable(permitted.get(path));
  }

  /**
   * Asks for folders that will be wanted, all in one flight. Left out is what might have to go
   * elsewhere than where it is wanted: a name that is alike another one, or too long; and what is
   * below such a folder, or below one that has another path here.
   */
  void announce(Connection connection, List<FolderWish> wishes) {
    Set<FolderPath> doubtful = new HashSet<>();
    Set<FolderPath> elsewhere = new HashSet<>();
    Set<List<String>> taken = new HashSet<>();
    entries.keySet().forEach(path -> taken.add(FolderNames.folded(path)));
    List<Command<?>> commands = new ArrayList<>();
    for (FolderWish wish : wishes) {
      FolderPath target = places.wanted(wish.source(), wish.path(), wish.mapped());
      if (!target.equals(wish.source().path())) {
        elsewhere.add(wish.source().path());
      }
      if (!wish.mapped()
          && wish.source().path().ancestors().stream().anyMatch(elsewhere::contains)) {
        continue;
      }
      if (!missing(target)) {
        if (wish.source().subscribed() && !entries.get(target).subscribed()) {
          SubscribeCommand subscribe = new SubscribeCommand(name(target));
          subscriptions.put(target, subscribe);
          commands.add(subscribe);
        }
        if (wish.news() && worthALook(connection)) {
          SelectCommand look = SelectCommand.select(name(target));
          looks.put(target, look);
          commands.add(look);
          commands.add(new UnselectCommand());
        }
        continue;
      }
      boolean alone =
          !names.tooLong(target)
              && taken.add(FolderNames.folded(target))
              && target.ancestors().stream().noneMatch(doubtful::contains);
      if (alone) {
        NewFolder folder =
            NewFolder.of(
                connection,
                name(target),
                use(connection, wish.source(), wish.mapped()),
                wish.source().subscribed());
        announced.put(target, folder);
        commands.addAll(folder.commands());
      } else {
        doubtful.add(target);
      }
    }
    connection.submitAll(commands);
  }

  /**
   * Whether to learn the permitted keywords of a folder before an item has any: later, all
   * deliveries would wait a round trip for it.
   */
  private static boolean worthALook(Connection connection) {
    return InFlight.slow(connection.roundTrip()) && connection.capabilities().has("UNSELECT");
  }

  /** Finds or makes the folder for a source folder, and subscribes to it as at the source. */
  DestinationFolder ensure(
      Connection connection, SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    FolderPath target = places.wanted(source, path, mapped);
    boolean create = missing(target);
    Optional<FolderPath> instead = make(connection, source, target, mapped);
    if (instead.isPresent()) {
      target = instead.get();
      create = missing(target);
      make(connection, source, target, true);
    }
    if (!mapped) {
      places.taken(target, source);
    }
    return new DestinationFolder(target, ItemType.MAIL, create);
  }

  private boolean missing(FolderPath target) {
    FolderDirectory.Entry entry = entries.get(target);
    return entry == null || !entry.selectable();
  }

  /** Makes a folder, or only subscribes to it; tells the other path where it has to be instead. */
  private Optional<FolderPath> make(
      Connection connection, SourceFolder source, FolderPath target, boolean mapped)
      throws StoreException {
    if (missing(target)) {
      return create(connection, source, target, mapped);
    }
    FolderDirectory.Entry entry = entries.get(target);
    if (source.subscribed() && !entry.subscribed()) {
      SubscribeCommand asked = subscriptions.remove(target);
      // A server that refuses a subscription still takes the mail.
      Connection.await(
          asked == null ? connection.submit(new SubscribeCommand(entry.name())) : asked);
      entries.put(target, subscribed(entry));
    }
    SelectCommand look = looks.remove(target);
    if (look != null) {
      learnKeywords(target, look);
    }
    return Optional.empty();
  }

  private void learnKeywords(FolderPath target, SelectCommand look) throws StoreException {
    try {
      permitted.put(target, Connection.await(look).permanentFlags());
    } catch (PermanentException e) {
      // Whoever needs them asks once more.
    }
  }

  /** Makes a folder again that somebody removed; no matter if it is there. */
  void recreate(Connection connection, FolderPath path) throws StoreException {
    Connection.await(connection.submit(new CreateCommand(name(path), Optional.empty())));
  }

  private Optional<String> use(Connection connection, SourceFolder source, boolean mapped) {
    return mapped
            || places.ofRole(source.role()).isPresent()
            || !connection.capabilities().has("CREATE-SPECIAL-USE")
        ? Optional.empty()
        : SpecialUse.attribute(source.role());
  }

  private Optional<FolderPath> create(
      Connection connection, SourceFolder source, FolderPath target, boolean mapped)
      throws StoreException {
    String name = name(target);
    Optional<String> use = use(connection, source, mapped);
    NewFolder asked = announced.remove(target);
    NewFolder made =
        asked != null && asked.connection() == connection
            ? asked
            : NewFolder.ask(connection, name, use, source.subscribed());
    Optional<ResponseText> refusal = made.refusal();
    if (refusal.isPresent()) {
      boolean lasting = !refusal.get().busy() && !refusal.get().code().equals("OVERQUOTA");
      Optional<FolderPath> instead =
          mapped || !lasting ? Optional.empty() : places.instead(source, target);
      if (instead.isPresent()) {
        return instead;
      }
      if (!createOtherwise(connection, target, name, refusal.get())) {
        throw refusal.get().refusal("Creating the folder " + target + " at " + connection.server());
      }
      made = NewFolder.look(connection, name, source.subscribed());
    }
    boolean subscribed = made.subscribed();
    FolderState state = made.state();
    made.keywords().ifPresent(keywords -> permitted.put(target, keywords));
    FolderRole role = use.isPresent() ? source.role() : FolderRole.NONE;
    entries.put(
        target, new FolderDirectory.Entry(name, role, subscribed, true, Optional.of(state)));
    return Optional.empty();
  }

  /** Whether the folder is there after all: by itself, without the role, or after its parents. */
  private boolean createOtherwise(
      Connection connection, FolderPath target, String name, ResponseText refusal)
      throws StoreException {
    if (refusal.code().equals("ALREADYEXISTS") || exists(connection, name)) {
      return true;
    }
    if (refusal.full()) {
      return false;
    }
    for (FolderPath parent : target.ancestors()) {
      if (!entries.containsKey(parent)) {
        connection.run(new CreateCommand(name(parent), Optional.empty()));
      }
    }
    return connection.run(new CreateCommand(name, Optional.empty())).isEmpty();
  }

  private static boolean exists(Connection connection, String name) throws StoreException {
    return connection.run(ListCommand.one(name)).all().stream()
        .anyMatch(each -> each.name().equalsIgnoreCase(name) && each.selectable());
  }

  private static FolderDirectory.Entry subscribed(FolderDirectory.Entry entry) {
    return new FolderDirectory.Entry(
        entry.name(), entry.role(), true, entry.selectable(), entry.state());
  }
}
