package io.mailtrek.api;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells what is new in the passes since it was asked before, from the ledger, so that it sees what
 * other processes do as well. For one thread at a time.
 */
final class StatusChanges {
  private final PassLog log;
  private final Map<Long, Map<Long, MailboxPassRecord>> unfinished = new HashMap<>();
  private long lastPass;

  /** Changes are against what is so now. */
  StatusChanges(PassLog log) {
    this.log = log;
    this.lastPass = latestPass();
    log.unfinished().forEach(this::keep);
  }

  /** Where each mailbox is in its last pass. What changes after this is in {@link #next}. */
  List<MailboxPassRecord> state() {
    return log.latestPerMailbox();
  }

  /** The mailbox passes that are not as they were; one may come twice as it is. */
  List<MailboxPassRecord> next() {
    Map<Long, Map<Long, MailboxPassRecord>> before = new HashMap<>(unfinished);
    // Read first: a pass that comes after this is new the next time, even if it has ended by then.
    long latest = latestPass();
    unfinished.clear();
    log.unfinished().forEach(this::keep);
    TreeSet<Long> passes = new TreeSet<>();
    passes.addAll(before.keySet());
    passes.addAll(unfinished.keySet());
    passes.removeIf(pass -> same(pass, before));
    for (long pass = lastPass + 1; pass <= latest; pass++) {
      passes.add(pass);
    }
    lastPass = latest;
    List<MailboxPassRecord> changed = new ArrayList<>();
    passes.forEach(pass -> changed.addAll(changes(pass, before.getOrDefault(pass, Map.of()))));
    return changed;
  }

  private boolean same(long pass, Map<Long, Map<Long, MailboxPassRecord>> before) {
    return unfinished.getOrDefault(pass, Map.of()).equals(before.getOrDefault(pass, Map.of()));
  }

  private long latestPass() {
    return log.latest().map(PassRecord::id).orElse(0L);
  }

  private List<MailboxPassRecord> changes(long pass, Map<Long, MailboxPassRecord> known) {
    boolean fresh = known.isEmpty();
    return log.mailboxPasses(pass).stream()
        .filter(record -> fresh || known.containsKey(record.mailboxId()))
        .filter(record -> !record.equals(known.get(record.mailboxId())))
        .toList();
  }

  private void keep(MailboxPassRecord record) {
    unfinished
        .computeIfAbsent(record.passId(), pass -> new LinkedHashMap<>())
        .put(record.mailboxId(), record);
  }
}
