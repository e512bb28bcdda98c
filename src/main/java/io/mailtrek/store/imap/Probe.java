package io.mailtrek.store.imap;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a marked message to a new folder, reads it back, compares, and removes both. For one
 * thread, once.
 */
final class Probe {
  private static final String NAME = "MailTrek probe ";
  private static final Pattern LEFT_BEHIND = Pattern.compile(NAME + "([0-9a-f]{16})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<Connector> connectors;
  private final List<Finding> findings = new ArrayList<>();

  /** The folder that may be there while the connection to remove it is gone. */
  private Optional<FolderPath> lost = Optional.empty();

  /**
   * @param connectors makes one for a connection of its own
   */
  Probe(Supplier<Connector> connectors) {
    this.connectors = connectors;
  }

  List<Finding> run() throws StoppedException {
    try (SingleConnection single = SingleConnection.open(connectors.get())) {
      FolderDirectory directory = FolderDirectory.read(single.live(), false);
      removeLeftBehind(single.live(), directory);
      probe(single.live(), directory);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      add(Subject.BYTES, Verdict.NO_GO, e.getMessage(), "Try again when the server is well");
    }
    if (lost.isPresent()) {
      removeOnAnotherConnection(lost.get());
    }
    return findings;
  }

  private void removeOnAnotherConnection(FolderPath path) throws StoppedException {
    try (SingleConnection another = SingleConnection.open(connectors.get())) {
      removeLeftBehind(another.live(), FolderDirectory.read(another.live(), false));
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      leftBehind(path, e.getMessage());
    }
  }

  /** Folders of probes that were interrupted. */
  private void removeLeftBehind(Connection live, FolderDirectory directory) throws StoreException {
    for (Map.Entry<FolderPath, FolderDirectory.Entry> each : directory.entries().entrySet()) {
      Matcher matcher = LEFT_BEHIND.matcher(each.getKey().toString());
      if (matcher.matches() && each.getValue().selectable()) {
        remove(new ProbeFolder(live, each.getValue().name(), matcher.group(1)), each.getKey());
      }
    }
  }

  private void probe(Connection live, FolderDirectory directory) throws StoreException {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    ProbeMessage message = new ProbeMessage(HexFormat.of().formatHex(random));
    FolderPath path = FolderPath.of(NAME + message.id());
    ProbeFolder folder = new ProbeFolder(live, directory.names().name(path), message.id());
    boolean made = true;
    try {
      Optional<ResponseText> refusal = folder.create();
      made = refusal.isEmpty();
      if (made) {
        write(folder, message);
      } else {
        refused(path, refusal.get());
      }
    } finally {
      if (!live.alive()) {
        lost = Optional.of(path);
      } else if (made) {
        remove(folder, path);
      }
    }
  }

  private void refused(FolderPath path, ResponseText refusal) {
    add(
        Subject.RIGHTS,
        Verdict.NO_GO,
        "creating the folder " + path + " was answered " + refusal,
        refusal.full()
            ? "Free space or raise the quota"
            : "Give the login the right to create folders");
  }

  private void write(ProbeFolder folder, ProbeMessage message) throws StoreException {
    Optional<Set<String>> permitted = folder.open().permanentFlags();
    List<String> keywords =
        ProbeMessage.KEYWORDS.stream()
            .filter(
                keyword ->
                    permitted.isEmpty()
                        || permitted.get().contains(keyword.toLowerCase(Locale.ROOT)))
            .toList();
    Optional<ResponseText> refusal = append(folder, message, keywords);
    if (refusal.isPresent() && !keywords.isEmpty()) {
      // As it is done with every message that a server refuses with its keywords.
      refusal = append(folder, message, List.of());
    }
    if (refusal.isPresent()) {
      add(
          Subject.BYTES,
          Verdict.NO_GO,
          "writing a message was answered " + refusal.get(),
          refusal.get().full()
              ? "Free space or raise the quota"
              : "Find out from the server's words and its log why it takes no mail");
      return;
    }
    List<FetchedMessage> there = folder.messages();
    if (there.size() == 1) {
      findings.addAll(new Survival(message.content(), there.get(0)).findings());
    } else {
      add(
          Subject.BYTES,
          Verdict.NO_GO,
          "a message was written, and then the folder held " + there.size(),
          "Find out from the server's log what became of it");
    }
  }

  private static Optional<ResponseText> append(
      ProbeFolder folder, ProbeMessage message, List<String> keywords) throws StoreException {
    List<String> flags = new ArrayList<>(ProbeMessage.FLAGS);
    flags.addAll(keywords);
    return folder.append(
        new AppendCommand.Message(
            String.join(" ", flags),
            Optional.of(InternalDate.format(ProbeMessage.DATE)),
            message.content()));
  }

  private void remove(ProbeFolder folder, FolderPath path) throws StoppedException {
    Optional<String> problem;
    try {
      problem = folder.remove();
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      problem = Optional.of(e.getMessage());
    }
    if (problem.isPresent()) {
      leftBehind(path, problem.get());
    } else {
      add(Subject.CLEAN_UP, Verdict.GO, "the folder " + path + " and its message are removed", "");
    }
  }

  private void leftBehind(FolderPath path, String reason) {
    add(
        Subject.CLEAN_UP,
        Verdict.CAUTION,
        "the folder " + path + " is still there: " + reason,
        "The next trial tries again; or delete it by hand");
  }

  private void add(Subject subject, Verdict verdict, String text, String advice) {
    findings.add(new Finding(Side.DESTINATION, subject, verdict, text, advice));
  }
}
