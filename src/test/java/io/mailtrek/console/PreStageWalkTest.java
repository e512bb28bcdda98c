package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk of somebody who knows what a Pre-Stage migration is and nothing of MailTrek: select
 * mailboxes, Start, Pre-Stage migration, Mail, date range, a later start, Start Migration.
 */
@RequiresChromium
class PreStageWalkTest {
  private static final Duration OLD = Duration.ofDays(200);
  private static final Duration YOUNG = Duration.ofDays(10);

  private ConsoleSite site;
  private Chromium chromium;
  private ConsolePage console;

  @BeforeEach
  void open(@TempDir Path home) throws Exception {
    site = new ConsoleSite(home, "anna", "bert", "cora");
    for (String user : List.of("anna", "bert")) {
      site.add(user, "INBOX", "old", OLD);
      site.add(user, "INBOX", "older", OLD.plusDays(1));
      site.add(user, "INBOX", "young", YOUNG);
    }
    site.project().set("mailtrek.earliest-date", "2020-01-01");
    site.start();
    chromium = new Chromium();
    BrowserContext window = chromium.window();
    console = new ConsolePage(site, window).logIn();
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), console.mishaps());
    chromium.close();
    site.close();
  }

  @Test
  void theEightStepsMigrateTheOldMailOfTheSelectedMailboxes() {
    Page page = console.page();
    assertThat(console.button("Start")).isDisabled();

    // 1. Select one or more mailboxes by checkmarking the boxes next to their name.
    console.tick("anna");
    console.tick("bert");
    // 2. Click on the Start button.
    assertThat(console.button("Start")).isEnabled();
    console.button("Start").click();
    // 3. Select Pre-Stage migration from the drop-down list.
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Pre-Stage migration"))
        .click();
    Locator panel = console.panel();
    // 4. Mail items are pre-selected, and the only option.
    assertThat(box(panel, "Mail")).isChecked();
    for (String other : List.of("Calendars", "Contacts", "Journals", "Notes", "Tasks")) {
      assertThat(box(panel, other)).isDisabled();
      assertThat(box(panel, other)).not().isChecked();
    }
    // 5. and 6. Select the date range: 30, 60 or 90 days ago, or a specific time.
    Locator age = panel.getByLabel("Migrate items whose create date is older than");
    assertThat(age).hasValue("90");
    assertEquals(
        List.of("30 days ago", "60 days ago", "90 days ago", "A specific date and time"),
        age.locator("option").allTextContents());
    assertThat(panel.getByText("Mail older than")).containsText(Chromium.ZONE);
    assertThat(panel.getByText("overrides the date filters")).isVisible();
    assertThat(panel).containsText("mailtrek.earliest-date = 2020-01-01");
    age.selectOption("30 days ago");
    // 7. It is not delayed: the checkbox is there, and not ticked.
    assertThat(box(panel, "Automatically start the migration at")).not().isChecked();
    // 8. Click Start Migration.
    panel
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start Migration"))
        .click();

    console.shows("anna", "Completed");
    console.shows("bert", "Completed");
    console.shows("cora", "Not Submitted");
    assertEquals(2, site.messagesAtDestination("anna", "INBOX"));
    assertEquals(2, site.messagesAtDestination("bert", "INBOX"));
    assertThat(page.getByLabel("The three steps")).containsText("2 of 3 mailboxes completed");
  }

  @Test
  void aDelayedMigrationWaitsForItsDateAndTime() {
    // All mailboxes: the checkbox next to Source Email.
    console.tickAll().check();
    Locator panel = console.choose("Pre-Stage migration");
    box(panel, "Automatically start the migration at").check();
    String day = LocalDate.now(ZoneId.of(Chromium.ZONE)).plusDays(3).toString();
    panel.getByLabel("Start date and time (" + Chromium.ZONE + ")").fill(day + "T20:00");
    assertThat(panel.getByText("Starts on")).containsText("20:00 " + Chromium.ZONE);
    panel
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start Migration"))
        .click();

    for (String user : List.of("anna", "bert", "cora")) {
      console.shows(user, "Submitted");
      console.shows(user, "will start in");
      console.shows(user, "20:00");
    }
    assertEquals(0, site.messagesAtDestination("anna", "INBOX"));

    // Whoever starts a second one is told of the first.
    assertThat(console.choose("Full (Delta) migration"))
        .containsText("3 mailboxes have another pass");
  }

  @Test
  void theFullPassTellsOfTheProjectsOwnDates() {
    console.tick("anna");
    Locator panel = console.choose("Full (Delta) migration");
    assertThat(panel.getByText("Not everything")).isVisible();
    assertThat(panel.getByText("are left out")).containsText("Items before 1 January 2020");
    assertThat(panel).containsText("mailtrek.earliest-date = 2020-01-01");
  }

  private static Locator box(Locator panel, String label) {
    return panel.getByRole(
        AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(label).setExact(true));
  }
}
