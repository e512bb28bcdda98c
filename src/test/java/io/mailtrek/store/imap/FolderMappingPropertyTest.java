package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.FolderMap;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.SourceFolder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Folder paths through any server's names, and the folders of one server on another. */
class FolderMappingPropertyTest {
  private static final List<Character> SEPARATORS = List.of('/', '.', '\\');

  @Property(seed = "20261122")
  void whatUsersWriteIsThePath(@ForAll("paths") FolderPath path) {
    assertEquals(path, FolderPath.parse(path.toString()));
  }

  @Property(seed = "20261122")
  void modifiedUtf7KeepsEveryName(@ForAll("names") String name) {
    String encoded = ModifiedUtf7.encode(name);
    assertTrue(encoded.chars().allMatch(c -> c >= ' ' && c < 0x7f), encoded);
    assertEquals(name, ModifiedUtf7.decode(encoded));
  }

  @Property(seed = "20261122")
  void aServersNameLeadsBackToThePath(
      @ForAll("paths") FolderPath path, @ForAll("namings") FolderNames names) {
    FolderPath shown = names.path(names.name(path)).orElseThrow();
    boolean inbox = path.names().get(0).equalsIgnoreCase("INBOX");
    UnaryOperator<String> anyCase = name -> inbox ? name.toUpperCase(Locale.ROOT) : name;
    assertEquals(
        anyCase.apply(names.name(path)), anyCase.apply(names.name(shown)), "the same folder");
    if (!names.changes(path) && !inbox) {
      assertEquals(path, shown);
    }
  }

  @Property(tries = 200, seed = "20261122")
  void aShortenedPathFitsAndEndsWithItsSuffix(
      @ForAll("longPaths") FolderPath path, @ForAll("namings") FolderNames names) {
    FolderPath shortened = names.shortened(path, "_123456");
    assertTrue(names.name(shortened).length() <= 200, () -> names.name(shortened));
    assertTrue(shortened.name().endsWith("_123456"));
    assertTrue(
        shortened.names().stream()
            .allMatch(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name)),
        "no character is cut in two");
  }

  @Property(seed = "20261122")
  void aRuleThatSaysNothingChangesNothing(@ForAll("paths") FolderPath path) {
    FolderMap same = new FolderMap(List.of(FolderMap.Rule.parse("(.*) -> $1")));
    assertEquals(Optional.of(path), same.apply(path));
    assertEquals(
        Optional.empty(), new FolderMap(List.of(FolderMap.Rule.parse("\\A\\z -> x"))).apply(path));
  }

  /** Also in a second pass, which finds the folders of the first. */
  @Property(tries = 150, seed = "20261122")
  void noTwoFoldersOfTheSourceFallTogether(
      @ForAll("mailboxes") Set<FolderPath> paths, @ForAll("servers") FolderServer server)
      throws Exception {
    Map<FolderPath, FolderPath> first = ensureAll(server, paths);
    assertEquals(
        paths.size(), new HashSet<>(first.values()).size(), () -> "the paths differ: " + first);
    List<String> created = server.created();
    assertEquals(first, ensureAll(server, paths), "the second pass");
    assertEquals(created, server.created(), "nothing is made by the second pass");
    assertTrue(created.size() + 1 >= paths.size(), () -> "each has a folder: " + created);
  }

  private static Map<FolderPath, FolderPath> ensureAll(FolderServer server, Set<FolderPath> paths)
      throws Exception {
    Map<FolderPath, FolderPath> targets = new LinkedHashMap<>();
    try (ScriptedImapServer imap = server.start();
        DestinationSession session =
            ScriptedLogin.store(imap).openDestination(ScriptedLogin.LOGIN, new MemoryJournal())) {
      for (FolderPath path : paths) {
        SourceFolder source =
            new SourceFolder(path, ItemType.MAIL, FolderRole.NONE, false, true, Optional.empty());
        targets.put(path, session.ensureFolder(source, path, false).path());
      }
    }
    return targets;
  }

  @Provide
  Arbitrary<String> names() {
    return name(12);
  }

  private static Arbitrary<String> name(int parts) {
    Arbitrary<String> usual =
        Arbitraries.of(
            "a", "A", "b", "INBOX", "inbox", "Work", "work", "/", ".", "\\", "_", "&", "&-", "-",
            "~", "%", "*", "\"", " ", "{3}", "é", "e\u0301", "ß", "SS", "İ", "ﬁ", "fi", "会議", "📬",
            "\t", "\u007f", "\u00a0", "&AOk-", "\u202e");
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(4)
            .filter(FolderMappingPropertyTest::valid);
    return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, any))
        .list()
        .ofMinSize(1)
        .ofMaxSize(parts)
        .map(all -> String.join("", all));
  }

  /** Half a character can't be sent. */
  private static boolean valid(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Provide
  Arbitrary<FolderPath> paths() {
    return names().list().ofMinSize(1).ofMaxSize(5).map(FolderPath::new);
  }

  @Provide
  Arbitrary<FolderPath> longPaths() {
    return name(80).list().ofMinSize(1).ofMaxSize(30).map(FolderPath::new);
  }

  @Provide
  Arbitrary<FolderNames> namings() {
    Arbitrary<Optional<Character>> separators = Arbitraries.of(SEPARATORS).optional(0.9);
    return Combinators.combine(separators, Arbitraries.of("", "INBOX", "Mail"))
        .as(
            (separator, prefix) ->
                new FolderNames(
                    separator.isEmpty() || prefix.isEmpty() ? "" : prefix + separator.get(),
                    separator));
  }

  /** What one server may have at the same time, in the order in which it is listed. */
  @Provide
  Arbitrary<Set<FolderPath>> mailboxes() {
    Arbitrary<FolderPath> clashing =
        Arbitraries.of("Work", "work", "WORK", "é", "e\u0301", "a/b", "a.b", "a_b", "a\\b", "INBOX")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(FolderPath::new);
    Arbitrary<FolderPath> lengthy =
        Combinators.combine(name(60), Arbitraries.integers().between(1, 12))
            .as((name, depth) -> new FolderPath(new ArrayList<>(List.of(name.repeat(depth)))));
    return Arbitraries.oneOf(clashing, clashing, paths(), lengthy, longPaths())
        .set()
        .ofMinSize(2)
        .ofMaxSize(8)
        .map(FolderMappingPropertyTest::inboxFirst);
  }

  private static Set<FolderPath> inboxFirst(Set<FolderPath> paths) {
    Set<FolderPath> ordered = new LinkedHashSet<>(List.of(FolderPath.INBOX));
    ordered.addAll(paths);
    return ordered;
  }

  @Provide
  Arbitrary<FolderServer> servers() {
    return Combinators.combine(
            Arbitraries.of("", "INBOX", "Mail"),
            Arbitraries.of(SEPARATORS),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(200, 1000))
        .as(
            (prefix, separator, exact, longest) ->
                new FolderServer(
                    prefix.isEmpty() ? "" : prefix + separator, separator, exact, longest));
  }

  /** What Unicode holds for one name, some servers do, too. */
  @Property(seed = "20261122")
  void namesThatAServerMayHoldForOneAreAlike(@ForAll("names") String name) {
    FolderPath path = FolderPath.of(name);
    assertTrue(
        FolderNames.alike(path, FolderPath.of(Normalizer.normalize(name, Normalizer.Form.NFD))));
  }
}
