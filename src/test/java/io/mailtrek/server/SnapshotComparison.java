package io.mailtrek.server;

import io.mailtrek.server.MailboxSnapshot.Folder;
import io.mailtrek.server.MailboxSnapshot.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in plain lines how two snapshots differ. */
final class SnapshotComparison {
  /** Messages told one by one in a folder; of the rest only the number. */
  private static final int DETAILS = 5;

  private SnapshotComparison() {}

  static List<String> contents(MailboxSnapshot here, MailboxSnapshot there) {
    List<String> lines = new ArrayList<>();
    for (String path : union(here, there)) {
      Folder a = here.folders().get(path);
      Folder b = there.folders().get(path);
      if (a == null || b == null) {
        lines.add(path + ": folder only " + (a == null ? "there" : "here") + sizeOf(a, b));
        continue;
      }
      compareSubscription(a, b, lines);
      describe(a, b, true, lines);
    }
    return lines;
  }

  static List<String> missing(MailboxSnapshot here, MailboxSnapshot there) {
    List<String> lines = new ArrayList<>();
    for (Folder a : here.folders().values()) {
      Folder b = there.folders().get(a.path());
      if (b == null) {
        lines.add(a.path() + ": folder only here" + sizeOf(a, null));
        continue;
      }
      if (a.subscribed()) {
        compareSubscription(a, b, lines);
      }
      describe(a, b, false, lines);
    }
    return lines;
  }

  static List<String> changes(MailboxSnapshot earlier, MailboxSnapshot later) {
    List<String> lines = new ArrayList<>();
    for (String path : union(earlier, later)) {
      Folder a = earlier.folders().get(path);
      Folder b = later.folders().get(path);
      if (a == null || b == null) {
        lines.add(path + ": folder " + (a == null ? "appeared" : "disappeared"));
        continue;
      }
      compareSubscription(a, b, lines);
      if (a.uidValidity() != b.uidValidity()) {
        lines.add(
            "%s: UIDVALIDITY was %d, is %d".formatted(path, a.uidValidity(), b.uidValidity()));
      }
      compareByUid(a, b, lines);
    }
    return lines;
  }

  private static void compareByUid(Folder a, Folder b, List<String> lines) {
    Map<Long, Message> before = byUid(a);
    Map<Long, Message> after = byUid(b);
    TreeSet<Long> uids = new TreeSet<>(before.keySet());
    uids.addAll(after.keySet());
    List<String> found = new ArrayList<>();
    for (long uid : uids) {
      Message was = before.get(uid);
      Message is = after.get(uid);
      if (was == null || is == null) {
        found.add("UID %d %s".formatted(uid, was == null ? "appeared" : "disappeared"));
      } else if (!was.equals(is)) {
        found.add(
            "UID %d was %s, MODSEQ %d; is %s, MODSEQ %d"
                .formatted(uid, was.content(), was.modSeq(), is.content(), is.modSeq()));
      }
    }
    addDetails(a.path(), found, lines);
  }

  private static void describe(Folder a, Folder b, boolean bothWays, List<String> lines) {
    List<Message> missing = new ArrayList<>();
    List<Message> extra = new ArrayList<>();
    subtract(a.messages(), b.messages(), missing, extra);
    List<String> found = new ArrayList<>();
    // The same bytes on both sides: what differs are the flags or the date.
    for (Iterator<Message> i = missing.iterator(); i.hasNext(); ) {
      Message message = i.next();
      extra.stream()
          .filter(candidate -> candidate.sha256().equals(message.sha256()))
          .findFirst()
          .ifPresent(
              twin -> {
                extra.remove(twin);
                i.remove();
                found.add(
                    "UID %d here has %s; UID %d there has %s"
                        .formatted(message.uid(), message.content(), twin.uid(), twin.content()));
              });
    }
    missing.forEach(m -> found.add("only here UID %d: %s".formatted(m.uid(), m.content())));
    if (bothWays) {
      extra.forEach(m -> found.add("only there UID %d: %s".formatted(m.uid(), m.content())));
    }
    if (!found.isEmpty()) {
      lines.add(
          "%s: %d messages here, %d there, %d differ"
              .formatted(a.path(), a.messages().size(), b.messages().size(), found.size()));
    }
    addDetails(a.path(), found, lines);
  }

  private static void subtract(
      List<Message> a, List<Message> b, List<Message> onlyA, List<Message> onlyB) {
    Map<List<Object>, Deque<Message>> unmatched = new HashMap<>();
    for (Message message : b) {
      unmatched.computeIfAbsent(key(message), k -> new ArrayDeque<>()).add(message);
    }
    for (Message message : a) {
      Deque<Message> equal = unmatched.get(key(message));
      if (equal == null || equal.poll() == null) {
        onlyA.add(message);
      }
    }
    unmatched.values().forEach(onlyB::addAll);
  }

  private static List<Object> key(Message message) {
    return List.of(message.sha256(), message.flags(), message.internalDate());
  }

  private static void compareSubscription(Folder a, Folder b, List<String> lines) {
    if (a.subscribed() != b.subscribed()) {
      lines.add("%s: %s here, %s there".formatted(a.path(), subscription(a), subscription(b)));
    }
  }

  private static String subscription(Folder folder) {
    return folder.subscribed() ? "subscribed" : "not subscribed";
  }

  private static void addDetails(String path, List<String> found, List<String> lines) {
    found.stream().limit(DETAILS).forEach(line -> lines.add(path + ": " + line));
    if (found.size() > DETAILS) {
      lines.add("%s: and %d more".formatted(path, found.size() - DETAILS));
    }
  }

  private static String sizeOf(Folder a, Folder b) {
    return ", %d messages".formatted((a == null ? b : a).messages().size());
  }

  private static Map<Long, Message> byUid(Folder folder) {
    Map<Long, Message> messages = new TreeMap<>();
    folder.messages().forEach(message -> messages.put(message.uid(), message));
    return messages;
  }

  private static Set<String> union(MailboxSnapshot a, MailboxSnapshot b) {
    TreeSet<String> paths = new TreeSet<>(a.folders().keySet());
    paths.addAll(b.folders().keySet());
    return paths;
  }
}
