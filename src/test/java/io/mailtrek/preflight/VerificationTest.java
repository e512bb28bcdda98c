package io.mailtrek.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checks are made in which case, and what counts as still to move. */
class VerificationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final SourceFolder INBOX = folder("INBOX");

  private final StoreStub source = new StoreStub();
  private final StoreStub destination = new StoreStub();
  private final Waits waits = new Waits(Waits.PATIENCE);
  private ProjectFolder files;
  private Ledger ledger;

  @TempDir private Path home;

  @BeforeEach
  void open() throws Exception {
    files = new ProjectFolder(home);
    ledger = Ledger.open(ProjectFiles.load(home).ledger());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void looksAtBothSidesAndCountsButProbesOnlyWhenAsked() throws Exception {
    assertEquals(Verdict.GO, verify(false).verdict());
    assertEquals(List.of("inspect source", "count"), source.calls);
    assertEquals(List.of("inspect destination"), destination.calls);

    verify(true);
    assertEquals(List.of("inspect destination", "inspect destination", "probe"), destination.calls);
  }

  @Test
  void looksAtTheDestinationAlsoWhereTheSourceIsNoGo() throws Exception {
    source.findings = List.of(new Finding(Side.SOURCE, Subject.LOGIN, Verdict.NO_GO, "refused"));

    Preflight found = verify(true);

    assertEquals(Verdict.NO_GO, found.verdict());
    assertEquals(Optional.empty(), found.workload());
    assertEquals(List.of("inspect source"), source.calls);
    assertEquals(List.of("inspect destination"), destination.calls, "and is not written to");
  }

  @Test
  void countsWhatTheFiltersOfTheProjectLetPass() throws Exception {
    files.settings(
        ProjectFolder.SETTINGS
            + """
            mailtrek.folder-filter = ^Trash$
            mailtrek.max-item-size = 1000
            mailtrek.earliest-date = 100d
            """);
    source.folders = List.of(INBOX, folder("Trash"));
    Deque<List<Item>> pages = new ArrayDeque<>();
    pages.add(List.of(item(1, 10, 1000), item(2, 10, 1001), item(3, 101, 5)));
    pages.add(List.of(item(4, 99, 500)));
    source.pages = folder -> pages.isEmpty() ? List.of() : pages.remove();

    Workload workload = verify(false).workload().orElseThrow();

    assertEquals(new Workload(2, 1500, 1000, OptionalLong.empty()), workload);
  }

  @Test
  void aFolderThatCanNotBeListedIsACaution() throws Exception {
    source.folders = List.of(INBOX, folder("Broken"));
    source.pages =
        folder -> {
          if (folder.path().name().equals("Broken")) {
            throw new PermanentException("EXAMINE Broken: the server answered NO");
          }
          return List.of();
        };

    Preflight found = verify(false);

    assertEquals(Verdict.CAUTION, found.verdict());
    assertTrue(found.summary().contains("the folder Broken can't be listed"), found.summary());
    assertTrue(found.summary().contains("mailtrek.folder-filter"), found.summary());
  }

  @Test
  void aSourceThatIsLostMeanwhileIsNoGo() throws Exception {
    source.folders = List.of(INBOX);
    source.pages =
        folder -> {
          throw new TransientException("The connection was lost", null);
        };

    Preflight found = verify(true);

    assertEquals(Verdict.NO_GO, found.verdict());
    assertTrue(found.summary().contains("The connection was lost"), found.summary());
    assertEquals(List.of("inspect destination"), destination.calls);
  }

  @Test
  void endsAfterAPageWhenItIsStopped() {
    source.folders = List.of(INBOX);
    source.pages =
        folder -> {
          waits.stop();
          return List.of(item(1, 1, 1));
        };

    assertThrows(StoppedException.class, () -> verify(false));
  }

  private Preflight verify(boolean probe) throws Exception {
    Project project = ProjectFiles.load(home);
    Mailbox anna = project.mailboxes().get(0);
    long mailboxId = ledger.mailboxId(anna.source(), anna.destination());
    try (MailboxLedger mailbox = ledger.mailbox(mailboxId, 1)) {
      return new Verification(source, destination, CLOCK)
          .of(
              anna,
              project.options().read(),
              project.connectionsPerMailbox(),
              mailbox,
              probe,
              waits);
    }
  }

  private static SourceFolder folder(String name) {
    return new SourceFolder(
        FolderPath.of(name), ItemType.MAIL, FolderRole.NONE, true, true, Optional.empty());
  }

  private static Item item(long key, int daysOld, long size) {
    return new Item(
        INBOX.path(),
        ItemType.MAIL,
        ItemKey.of(key),
        Optional.of(OffsetDateTime.ofInstant(CLOCK.instant(), ZoneOffset.UTC).minusDays(daysOld)),
        Optional.empty(),
        Optional.empty(),
        size,
        Set.of(),
        Set.of());
  }
}
