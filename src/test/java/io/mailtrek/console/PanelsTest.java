package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the panels propose, refuse and submit. */
@RequiresChromium
class PanelsTest {
  private static final String START = "Start Migration";

  @TempDir private static Path home;

  private static ConsoleSite site;
  private static Chromium chromium;
  private ConsolePage console;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    site = new ConsoleSite(home, "anna", "bert", "cora");
    for (String user : List.of("anna", "cora")) {
      site.add(user, "INBOX", "old", Duration.ofDays(50));
      site.add(user, "INBOX", "new", Duration.ofDays(5));
    }
    site.start();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @BeforeEach
  void open() throws Exception {
    console = new ConsolePage(site, chromium.window()).logIn();
    page = console.page();
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), console.mishaps());
    page.context().close();
  }

  @Test
  void aSpecificTimeIsTheCutOff() {
    console.tick("cora");
    Locator panel = console.choose("Pre-Stage migration");
    assertThat(panel).containsText("The project has none set.");
    panel
        .getByLabel("Migrate items whose create date is older than")
        .selectOption("A specific date and time");
    Locator time = panel.getByLabel("Date and time (" + Chromium.ZONE + ")", exact());
    time.fill("2999-01-01T08:00");
    assertThat(panel.getByText("This time is in the future")).isVisible();
    assertThat(button(panel, START)).isDisabled();
    LocalDateTime cutOff =
        LocalDateTime.now(ZoneId.of(Chromium.ZONE)).minusDays(30).truncatedTo(ChronoUnit.MINUTES);
    time.fill(cutOff.toString());
    assertThat(panel.getByText("Mail older than")).containsText(cutOff.toLocalTime().toString());
    button(panel, START).click();

    console.shows("cora", "Completed");
    assertEquals(1, site.messagesAtDestination("cora", "INBOX"));
    console.openMailbox("cora", "Passes");
    assertThat(page.getByText("older than")).containsText(cutOff.toLocalTime().toString());
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static Locator item(Locator panel, String type) {
    return panel.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(type));
  }

  private static Locator button(Locator panel, String name) {
    return panel.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aPreStageMigrationWithoutMailIsNone() {
    console.tick("anna");
    Locator panel = console.choose("Pre-Stage migration");
    panel.getByLabel("Mail", exact()).uncheck();
    assertThat(panel.getByText("Tick Mail")).isVisible();
    assertThat(button(panel, START)).isDisabled();
  }

  @Test
  void aStartInThePastIsRefused() {
    console.tick("anna");
    Locator panel = console.choose("Pre-Stage migration");
    panel.getByLabel("Automatically start the migration at").check();
    panel.getByLabel("Start date and time (" + Chromium.ZONE + ")").fill("2020-01-01T08:00");
    assertThat(panel.getByText("This time is past")).isVisible();
    assertThat(button(panel, START)).isDisabled();
    button(panel, "Cancel").click();
    assertThat(panel).isHidden();
  }

  @Test
  void aFullPassSaysWhatTheSourceDelivers() {
    console.tick("anna");
    Locator panel = console.choose("Full (Delta) migration");
    for (String type : List.of("Mail", "Calendars", "Contacts", "Journals", "Notes", "Tasks")) {
      assertThat(panel.getByLabel(type, exact())).isChecked();
    }
    assertThat(item(panel, "Mail")).containsText("The source delivers this.");
    assertThat(item(panel, "Calendars")).containsText("The source has no server");
    assertThat(panel.getByText("Migrate items whose create date")).hasCount(0);
    button(panel, START).click();
    assertThat(console.row("anna")).containsText("Full");
    console.shows("anna", "Completed");
    assertEquals(2, site.messagesAtDestination("anna", "INBOX"));
  }

  @Test
  void aVerificationShowsWhatItFound() {
    console.tick("bert");
    console.run("Verify credentials", "Verify");
    assertThat(console.row("bert")).containsText("Verify");
    console.openMailbox("bert", "Passes");
    assertThat(page.getByText("What verification found")).isVisible();
    assertThat(page.getByLabel("Findings")).containsText("login");
  }

  @Test
  void whatTheServerRefusesIsSaidInThePanel() {
    console.tick("anna");
    page.route(
        "**/api/passes",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(409)
                    .setContentType("application/problem+json")
                    .setBody("{\"detail\":\"The ledger is <b>full</b>.\"}")));
    Locator panel = console.choose("Trial migration");
    button(panel, START).click();
    assertThat(panel.getByRole(AriaRole.ALERT)).containsText("The ledger is <b>full</b>.");
    assertThat(button(panel, START)).isEnabled();
  }
}
