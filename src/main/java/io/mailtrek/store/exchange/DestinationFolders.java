package io.mailtrek.store.exchange;

import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folders of a destination. Exchange has one tree for all types, in which names differ by more
 * than case: a folder whose name is taken by one of another type gets its type behind its name.
 * Safe for use by many threads.
 */
final class DestinationFolders {
  private static final ReadOptions PLAIN =
      new ReadOptions(ExchangeUri.MailDate.RECEIVED, false, false, false);

  /** How many names are tried. */
  private static final int MOST_TRIES = 20;

  private static final int LONGEST_NAME = 250;

  private final Ews ews;
  private final List<ExchangeFolder> there = new ArrayList<>();

  /** Which source folder goes to which one. */
  private final Map<Place, Place> targets = new HashMap<>();

  private String rootId = "";
  private boolean read;

  DestinationFolders(Ews ews) {
    this.ews = ews;
  }

  /** Forgets what was told before. */
  synchronized void beginAnew() {
    read = false;
  }

  /** See {@link io.mailtrek.store.DestinationSession#ensureFolder}. */
  synchronized DestinationFolder ensure(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    readOnce();
    ItemType type = source.itemType();
    Optional<ExchangeFolder> ofRole = mapped ? Optional.empty() : ofRole(source);
    Found found =
        ofRole.isPresent()
            ? new Found(ofRole.get(), false)
            : findOrMake(source, mapped ? path : below(source, path), mapped);
    targets.put(source.place(), found.folder().place());
    return new DestinationFolder(found.folder().path(), type, found.made());
  }

  /** A folder, and whether it was made just now. */
  private record Found(ExchangeFolder folder, boolean made) {}

  private Optional<ExchangeFolder> ofRole(SourceFolder source) {
    FolderRole role =
        source.path().equals(FolderPath.INBOX) && source.itemType() == ItemType.MAIL
            ? FolderRole.INBOX
            : source.role();
    return role == FolderRole.NONE
        ? Optional.empty()
        : there.stream()
            .filter(folder -> folder.role() == role && folder.type() == source.itemType())
            .findFirst();
  }

  /** Folders below one that went elsewhere go there, too. */
  private FolderPath below(SourceFolder source, FolderPath path) {
    List<FolderPath> ancestors = source.path().ancestors();
    for (int i = ancestors.size() - 1; i >= 0 && path.equals(source.path()); i--) {
      FolderPath ancestor = ancestors.get(i);
      Optional<FolderPath> target =
          targets.entrySet().stream()
              .filter(each -> each.getKey().path().equals(ancestor))
              .map(each -> each.getValue().path())
              .findFirst();
      if (target.isPresent()) {
        FolderPath moved = target.get();
        for (String name : path.names().subList(ancestor.names().size(), path.names().size())) {
          moved = moved.child(name);
        }
        return moved;
      }
    }
    return path;
  }

  private Found findOrMake(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    String parentId = rootId;
    Optional<FolderPath> parent = Optional.empty();
    for (FolderPath ancestor : path.ancestors()) {
      ExchangeFolder folder = parent(parentId, parent, ancestor.name());
      parentId = folder.id();
      parent = Optional.of(folder.path());
    }
    ItemType type = source.itemType();
    String name = name(path.name());
    for (String next : tries(name, type)) {
      FolderPath wanted = child(parent, next);
      Optional<ExchangeFolder> folder = at(wanted);
      if (folder.isEmpty()) {
        Optional<String> made = CreateFolder.in(ews, parentId, next, type);
        if (made.isPresent()) {
          return new Found(add(made.get(), wanted, type), true);
        }
        // It was made by a request whose answer was lost, or it is one that is not shown.
        readAgain();
        folder = at(wanted);
      }
      if (folder.filter(other -> usable(other, wanted, source, mapped)).isPresent()) {
        return new Found(folder.get(), false);
      }
    }
    throw new PermanentException(
        Problem.FOLDER_REFUSED,
        "There are too many folders at Exchange that are called as " + path);
  }

  private boolean usable(
      ExchangeFolder folder, FolderPath wanted, SourceFolder source, boolean mapped) {
    if (folder.type() != source.itemType()) {
      return false;
    }
    // One that only differs by case may be that of another folder of the source.
    return mapped
        || folder.path().equals(wanted)
        || targets.entrySet().stream()
            .noneMatch(
                each ->
                    each.getValue().equals(folder.place())
                        && !each.getKey().equals(source.place()));
  }

  private static List<String> tries(String name, ItemType type) {
    return Stream.concat(
            Stream.of(name, name + " (" + type.word() + ")"),
            IntStream.range(2, MOST_TRIES).mapToObj(i -> name + " (" + i + ")"))
        .toList();
  }

  /** A folder above; where there is none it is made for messages. */
  private ExchangeFolder parent(String aboveId, Optional<FolderPath> above, String name)
      throws StoreException {
    FolderPath path = child(above, name(name));
    Optional<ExchangeFolder> folder = at(path);
    if (folder.isEmpty()) {
      Optional<String> made = CreateFolder.in(ews, aboveId, path.name(), ItemType.MAIL);
      if (made.isPresent()) {
        return add(made.get(), path, ItemType.MAIL);
      }
      readAgain();
      folder = at(path);
    }
    return folder.orElseThrow(
        () ->
            new PermanentException(
                Problem.FOLDER_REFUSED,
                "The folder " + path + " at Exchange is hidden, and can have no others in it"));
  }

  private static FolderPath child(Optional<FolderPath> parent, String name) {
    return parent.map(path -> path.child(name)).orElseGet(() -> FolderPath.of(name));
  }

  /** Exchange takes no control characters; what has some gets a mark, to differ from others. */
  private static String name(String wanted) {
    StringBuilder name = new StringBuilder();
    wanted
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '_' : c)
        .forEach(name::appendCodePoint);
    boolean shortened = name.length() > LONGEST_NAME;
    if (shortened) {
      name.setLength(LONGEST_NAME - 20);
    }
    String plain = name.toString().strip();
    return plain.equals(wanted) ? plain : (plain + " " + Keys.mark(wanted).substring(0, 6)).strip();
  }

  private ExchangeFolder add(String id, FolderPath path, ItemType type) {
    ExchangeFolder folder = new ExchangeFolder(id, path, type, FolderRole.NONE, 0);
    there.add(folder);
    return folder;
  }

  private Optional<ExchangeFolder> at(FolderPath path) {
    Optional<ExchangeFolder> exact =
        there.stream().filter(folder -> folder.path().equals(path)).findFirst();
    return exact.or(
        () ->
            there.stream().filter(folder -> lower(folder.path()).equals(lower(path))).findFirst());
  }

  private static String lower(FolderPath path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }

  /** How many items a folder had when the folders were told. */
  synchronized long count(DestinationFolder folder) {
    return there.stream()
        .filter(other -> other.place().equals(folder.place()))
        .mapToLong(ExchangeFolder::count)
        .findFirst()
        .orElse(0L);
  }

  /** The folder at a place; one that is not there is not made. */
  synchronized Optional<ExchangeFolder> find(FolderPath path, ItemType type) throws StoreException {
    readOnce();
    return there.stream()
        .filter(folder -> folder.path().equals(path) && folder.type() == type)
        .findFirst();
  }

  /** The folder that was ensured; made again where somebody has removed it. */
  synchronized ExchangeFolder of(DestinationFolder folder) throws StoreException {
    Optional<ExchangeFolder> found = find(folder.path(), folder.itemType());
    if (found.isPresent()) {
      return found.get();
    }
    SourceFolder like =
        new SourceFolder(
            folder.path(), folder.itemType(), FolderRole.NONE, true, true, Optional.empty());
    return findOrMake(like, folder.path(), true).folder();
  }

  /** Whether a folder is gone; then the next item of it makes it again. */
  synchronized boolean gone(ExchangeFolder folder) throws StoreException {
    if (GetFolder.exists(ews, folder.id())) {
      return false;
    }
    there.remove(folder);
    return true;
  }

  private void readOnce() throws StoreException {
    if (!read) {
      readAgain();
    }
  }

  private void readAgain() throws StoreException {
    List<ExchangeFolder> now = FolderList.read(ews, PLAIN).folders();
    rootId = GetFolder.ids(ews, List.of(FolderList.ROOT)).get(FolderList.ROOT);
    there.clear();
    there.addAll(now);
    read = true;
  }
}
