package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.PassType;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts of the project's options and those of a mailbox. */
class OptionTextsTest {
  private ProjectFolder folder;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    folder = new ProjectFolder(home);
  }

  @Test
  void theProjectDecidesWhereTheRowSaysNothing() throws Exception {
    settings("mailtrek.max-item-size = 10MB", "mailtrek.max-item-failures = 7");
    rows("Max Item Size", "");

    Options options = options(0);

    assertEquals(Optional.of(10L << 20), options.filters().maxItemSize());
    assertEquals(7, options.maxItemFailures());
    assertEquals(ItemOrder.AUTO, options.itemOrder());
    assertFalse(options.logSubjects());
  }

  @Test
  void theRowCountsBeforeTheProject() throws Exception {
    settings(
        "mailtrek.item-types = all",
        "mailtrek.max-item-size = 10MB",
        "mailtrek.error-budget = 1%",
        "mailtrek.log-subjects = off",
        "mailtrek.folder-filter = ^Trash$");
    rows(
        "Item Types,Max Item Size,Error Budget,Log Subjects,Folder Filter,Item Order",
        "\"mail,contact\",50MB,2.5%,on,^Junk$,oldest-first");

    Options options = options(0);

    assertEquals(Set.of(ItemType.MAIL, ItemType.CONTACT), options.filters().itemTypes());
    assertEquals(Optional.of(50L << 20), options.filters().maxItemSize());
    assertEquals(Optional.of(new ErrorBudget(2.5)), options.errorBudget());
    assertTrue(options.logSubjects());
    assertEquals("^Junk$", options.filters().folders().orElseThrow().pattern());
    assertEquals(ItemOrder.OLDEST_FIRST, options.itemOrder());
    assertEquals(Optional.of(10L << 20), options(1).filters().maxItemSize());
  }

  @Test
  void aRowMayTakeBackWhatTheProjectSays() throws Exception {
    settings("mailtrek.max-item-size = 10MB", "mailtrek.folder-map.1 = ^A -> B");
    rows("Max Item Size,Folder Map", "none,none");

    assertEquals(Optional.empty(), options(0).filters().maxItemSize());
    assertEquals(new FolderMap(List.of()), options(0).folderMap());
  }

  @Test
  void theFolderRulesOfARowReplaceAllOfTheProject() throws Exception {
    settings("mailtrek.folder-map.1 = ^A -> Project", "mailtrek.folder-map.2 = ^B -> Project");
    rows("Folder Map", "\"^C -> Third\n^A -> Row\"");

    FolderMap map = options(0).folderMap();

    assertEquals(Optional.of(FolderPath.of("Row")), map.apply(FolderPath.of("A")));
    assertEquals(Optional.of(FolderPath.of("Third")), map.apply(FolderPath.of("C")));
    assertEquals(Optional.empty(), map.apply(FolderPath.of("B")));
  }

  @Test
  void whatIsKeptHoldsTheDefaultsTooAndReadsAsTheSame() throws Exception {
    settings("mailtrek.folder-map.10 = ^A -> Late", "mailtrek.folder-map.2 = ^A -> Early");
    OptionTexts texts = folder.load().options();

    assertEquals("100", texts.byName().get("mailtrek.max-item-failures"));
    assertEquals("auto", texts.byName().get("mailtrek.item-order"));
    assertEquals(
        Optional.of(FolderPath.of("Early")), texts.read().folderMap().apply(FolderPath.of("A")));
  }

  @Test
  void mistakesInARowAreReportedAtTheirCell() throws Exception {
    rows("Max Item Size,Item Types,Max Itm Failures", "huge,none,1");

    List<String> mistakes = folder.mistakes();

    assertEquals(3, mistakes.size(), mistakes.toString());
    assertEquals(
        "config/mailboxes.csv:1:57: There is no column 'Max Itm Failures'. Did you mean Max Item"
            + " Failures?",
        mistakes.get(0));
    assertTrue(
        mistakes.get(1).startsWith("config/mailboxes.csv:2:35: Max Item Size: 'huge' is not"),
        mistakes.get(1));
    assertTrue(
        mistakes.get(2).startsWith("config/mailboxes.csv:2:40: Item Types: 'none' is none of"),
        mistakes.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, PRE_STAGE, false",
    "auto, FULL, true",
    "auto, RETRY, true",
    "oldest-first, FULL, false",
    "newest-first, PRE_STAGE, true"
  })
  void theOrderIsThatOfThePassUnlessItIsSet(String setting, PassType type, boolean newestFirst) {
    assertEquals(newestFirst, Setting.ITEM_ORDER.parser().parse(setting).newestFirst(type));
  }

  @ParameterizedTest
  @CsvSource({"5%, 5, 100, false", "5 %, 6, 100, true", "0%, 1, 9, true", "0.5%, 4, 1000, false"})
  void theErrorBudgetIsAPartOfTheItems(String budget, long failed, long items, boolean exceeded) {
    assertEquals(exceeded, ErrorBudget.parse(budget).isExceeded(failed, items));
  }

  @Test
  void anErrorBudgetIsAPercentage() {
    for (String text : List.of("5", "101%", "-1%", "many%")) {
      assertThrows(IllegalArgumentException.class, () -> ErrorBudget.parse(text), text);
    }
    assertEquals("5%", ErrorBudget.parse("5.0 %").toString());
    assertEquals("0.25%", ErrorBudget.parse("0.25%").toString());
  }

  private void settings(String... lines) throws Exception {
    folder.settings(ProjectFolder.SETTINGS + String.join("\n", lines) + "\n");
  }

  /** Anna has options of her own, Bernd has none. */
  private void rows(String titles, String cells) throws Exception {
    folder.mailboxes(
        "Source Email,Destination Email,"
            + titles
            + "\nanna@old.example,anna@new.example,"
            + cells
            + "\nbernd@old.example,bernd@new.example"
            + ",".repeat(titles.split(",").length)
            + "\n");
  }

  private Options options(int mailbox) throws Exception {
    Project project = folder.load();
    return project.optionsOf(project.mailboxes().get(mailbox)).read();
  }
}
