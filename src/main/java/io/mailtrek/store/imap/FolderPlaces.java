package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which folder of a destination a source folder goes to: that with its role, else that with its
 * path, below wherever its parents went, and never one that another source folder goes to. For one
 * thread.
 */
final class FolderPlaces {
  private final FolderNames names;
  private final Map<FolderPath, FolderDirectory.Entry> entries;

  /** Which source folder goes to a folder here. */
  private final Map<FolderPath, FolderPath> claims = new HashMap<>();

  private final Map<FolderPath, FolderPath> moved = new HashMap<>();

  /**
   * @param entries the folders of the destination, of which there will be more
   */
  FolderPlaces(FolderNames names, Map<FolderPath, FolderDirectory.Entry> entries) {
    this.names = names;
    this.entries = entries;
  }

  /**
   * Where the items of a source folder should go; nothing is made for it.
   *
   * @param path its path after the rules for folders
   * @param mapped whether a rule named the path, which counts as it is then
   */
  FolderPath wanted(SourceFolder source, FolderPath path, boolean mapped) {
    if (path.equals(FolderPath.INBOX)) {
      return path;
    }
    if (mapped) {
      return shown(path);
    }
    Optional<FolderPath> ofRole = ofRole(source.role());
    if (ofRole.isPresent() && free(ofRole.get(), source)) {
      return ofRole.get();
    }
    FolderPath wanted = shown(below(source, path));
    return free(wanted, source) ? wanted : distinct(wanted, source);
  }

  /** The folder that has a role here; none has the role of no role. */
  Optional<FolderPath> ofRole(FolderRole role) {
    return role == FolderRole.NONE
        ? Optional.empty()
        : entries.entrySet().stream()
            .filter(each -> each.getValue().role() == role && each.getValue().selectable())
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Folders below one that went elsewhere go there, too. */
  private FolderPath below(SourceFolder source, FolderPath path) {
    List<FolderPath> ancestors = source.path().ancestors();
    if (!path.equals(source.path())) {
      return path;
    }
    for (int i = ancestors.size() - 1; i >= 0; i--) {
      FolderPath target = moved.get(ancestors.get(i));
      if (target != null) {
        List<String> all = new ArrayList<>(target.names());
        all.addAll(path.names().subList(ancestors.get(i).names().size(), path.names().size()));
        return new FolderPath(all);
      }
    }
    return path;
  }

  /** The path that the server will show for a path, with what it can't have replaced. */
  private FolderPath shown(FolderPath path) {
    return entries.containsKey(path) ? path : names.path(names.name(path)).orElse(path);
  }

  /** A source folder goes there, so no other one may. */
  void taken(FolderPath target, SourceFolder source) {
    claims.put(target, source.path());
    moved.put(source.path(), target);
  }

  private boolean free(FolderPath target, SourceFolder source) {
    FolderPath claimed = claims.get(target);
    return claimed == null || claimed.equals(source.path());
  }

  /** Two folders that would fall together here stay apart by a suffix made of the source path. */
  private static FolderPath distinct(FolderPath wanted, SourceFolder source) {
    List<String> all = new ArrayList<>(wanted.names());
    all.set(all.size() - 1, wanted.name() + suffix(source));
    return new FolderPath(all);
  }

  private static String suffix(SourceFolder source) {
    byte[] path = source.path().toString().getBytes(StandardCharsets.UTF_8);
    return "_" + Trace.hash(Content.of(path)).substring(0, 6);
  }

  /** The path to try after a refusal; empty when another name would not help. */
  Optional<FolderPath> instead(SourceFolder source, FolderPath target) {
    boolean claimed =
        claims.entrySet().stream()
            .anyMatch(
                claim ->
                    FolderNames.alike(claim.getKey(), target)
                        && !claim.getValue().equals(source.path()));
    if (claimed) {
      return Optional.of(distinct(target, source));
    }
    return names.tooLong(target)
        ? Optional.of(names.shortened(target, suffix(source)))
        : Optional.empty();
  }
}
