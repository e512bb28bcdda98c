package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.mailtrek.server.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looks at every page and panel with axe-core, in light and dark, wide and narrow: there is no
 * serious finding, and nothing has to be scrolled sideways. The pictures are in target/screenshots.
 */
@RequiresChromium
class AccessibilityTest {
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final Duration AGE = Duration.ofDays(120);
  private static final String LONG_NAME = "frederick.von-hohenzollern-sigmaringen";

  @TempDir private static Path home;

  private static ConsoleSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    site =
        new ConsoleSite(
            home, "anna.berg", "bert.cole", "cora.diaz", "dora.eder", "emil.fux", LONG_NAME);
    for (String user : List.of("anna.berg", "bert.cole")) {
      for (String folder : List.of("INBOX", "Sent", "Projects")) {
        for (int i = 0; i < 20; i++) {
          site.add(user, folder, "Minutes " + i, AGE.minusDays(i));
        }
      }
    }
    site.add("bert.cole", "Plans", "refused", AGE);
    site.toDestination()
        .on("APPEND .*Plans.*")
        .always()
        .does(Faults.answer("NO [CANNOT] not like this"));
    site.project().set("mailtrek.earliest-date", "2015-01-01");
    site.start();
    chromium = new Chromium();
    migrate();
  }

  private static void migrate() throws Exception {
    try (BrowserContext window = chromium.window()) {
      ConsolePage console = new ConsolePage(site, window).logIn();
      console.tick("anna.berg");
      console.tick("bert.cole");
      console.run("Verify credentials", "Verify");
      console.shows("bert.cole", "Verify");
      console.run("Pre-Stage migration", "Start Migration");
      console.shows("bert.cole", "with 1 error");
      console.button("Clear").click();
      console.tick("dora.eder");
      console.choose("Full (Delta) migration");
      console.panel().getByLabel("Automatically start the migration at").check();
      console
          .panel()
          .getByRole(
              AriaRole.BUTTON,
              new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Start Migration"))
          .click();
      console.shows("dora.eder", "Submitted");
    }
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,320", "LIGHT,640"})
  void everyPageCanBeUsedByEverybody(ColorScheme colours, int width) throws Exception {
    try (BrowserContext window = chromium.window(width, colours)) {
      String suffix = colours.name().toLowerCase(Locale.ROOT) + (width == 1280 ? "" : "-" + width);
      ConsolePage console = new ConsolePage(site, window);
      Tour tour = new Tour(console.page(), suffix);
      assertThat(console.page().getByLabel("Token")).isVisible();
      tour.look("log-in");
      console.logIn();
      assertThat(console.row("emil.fux")).isVisible();
      assertThat(console.page().getByLabel("The three steps")).containsText("completed");
      tour.look("mailboxes");
      tour.assertShowsAllOf("Table of mailboxes");
      console.tick("anna.berg");
      console.tick("bert.cole");
      console.button("Start").click();
      assertThat(console.page().getByRole(AriaRole.MENU)).isVisible();
      tour.look("start-menu");
      console.page().keyboard().press("Escape");
      for (String panel :
          List.of(
              "Verify credentials",
              "Trial migration",
              "Pre-Stage migration",
              "Full (Delta) migration",
              "Retry errors")) {
        assertThat(console.choose(panel)).containsText("For 2 mailboxes");
        tour.look(panel.toLowerCase(Locale.ROOT).replaceAll("[ (].*", "") + "-panel");
        console.page().keyboard().press("Escape");
      }
      for (String tab : List.of("Passes", "Folders", "Errors", "Find a message", "Live log")) {
        console.openMailbox("bert.cole", tab);
        assertThat(console.page().getByRole(AriaRole.TABPANEL)).isVisible();
        tour.look("mailbox-" + tab.toLowerCase(Locale.ROOT).replace(' ', '-'));
      }
      console.page().navigate(site.url() + "#/dashboard");
      assertThat(
              console.page().getByLabel("Last passes", new Page.GetByLabelOptions().setExact(true)))
          .containsText("Pre-Stage");
      assertThat(console.page().getByRole(AriaRole.IMG, image())).isVisible();
      tour.look("dashboard");
      tour.assertNothingFound();
      assertEquals(List.of(), console.mishaps());
    }
  }

  private static Page.GetByRoleOptions image() {
    return new Page.GetByRoleOptions().setName("Items a second");
  }

  /** Looks at one page after the other, and remembers what it does not like. */
  private static final class Tour {
    private final Page page;
    private final String suffix;
    private final List<String> findings = new ArrayList<>();

    Tour(Page page, String suffix) {
      this.page = page;
      this.suffix = suffix;
    }

    void look(String name) {
      assertThat(page.locator(".loading")).hasCount(0);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + suffix + ".png")));
      AxeResults results = new AxeBuilder(page).analyze();
      assertFalse(results.getPasses().isEmpty(), "axe-core has looked at nothing");
      for (Rule rule : results.getViolations()) {
        if (GRAVE.contains(rule.getImpact())) {
          findings.add(name + ": " + rule.getId() + " at " + places(rule));
        }
      }
      int wide = (int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      if (wide > 0) {
        findings.add(name + ": is " + wide + " pixels wider than the window");
      }
    }

    /** What has a scroll bar of its own is no wider than its place. */
    void assertShowsAllOf(String region) {
      Object hidden =
          page.getByLabel(region, new Page.GetByLabelOptions().setExact(true))
              .evaluate("region => region.scrollWidth - region.clientWidth");
      assertEquals(0, hidden, region + " hides columns, " + suffix);
    }

    private static String places(Rule rule) {
      return rule.getNodes().stream().map(CheckedNode::getHtml).collect(Collectors.joining(" "));
    }

    void assertNothingFound() {
      assertTrue(findings.isEmpty(), () -> suffix + ":\n" + String.join("\n", findings));
    }
  }
}
