package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project with 10,000 mailboxes. */
@RequiresChromium
class ManyMailboxesTest {
  private static final int MAILBOXES = 10_000;

  /** A person waits for a page no longer than this; measured in the browser. */
  private static final double LONGEST_MILLIS = 3_000;

  /** Each mailbox gets a durable job; a busy machine takes its time for 10,000 of them. */
  private static final double LONGEST_SUBMISSION_MILLIS = 180_000;

  @Test
  void tenThousandAreSelectedSortedFilteredPagedAndSubmitted(@TempDir Path home) throws Exception {
    try (ConsoleSite site = new ConsoleSite(home);
        Chromium chromium = new Chromium()) {
      Files.writeString(
          home.resolve("config/mailboxes.csv"),
          IntStream.range(0, MAILBOXES)
              .mapToObj(i -> "u%05d@old.example,u,x,u%05d@new.example,u,x".formatted(i, i))
              .collect(
                  Collectors.joining(
                      "\n",
                      "Source Email,Source Login Name,Source Password,"
                          + "Destination Email,Destination Login Name,Destination Password\n",
                      "\n")));
      site.start();
      ConsolePage console = new ConsolePage(site, chromium.window()).logIn();
      Page page = console.page();
      assertThat(page.getByText("1–100 of 10,000 mailboxes")).isVisible();

      console.tickAll().click();
      assertThat(console.ticked()).containsText("10,000 mailboxes selected");
      double turned =
          millis(page, "Next", () -> assertThat(page.getByText("101–200 of")).isVisible());
      assertTrue(turned < LONGEST_MILLIS, turned + " ms to turn the page");
      assertThat(page.getByLabel("Select u00150@old.example")).isChecked();
      page.getByLabel("Select u00150@old.example").uncheck();
      assertThat(console.ticked()).containsText("9,999 mailboxes selected");

      console.button("Source Email").click();
      double sorted =
          millis(
              page,
              "Source Email",
              () -> assertThat(page.getByText("u09999@old.example")).isVisible());
      assertTrue(sorted < LONGEST_MILLIS, sorted + " ms to sort");
      page.getByLabel("Filter by address").fill("u0015");
      assertThat(page.getByText("1–10 of 10 mailboxes")).isVisible();
      assertThat(page.getByLabel("Select u00150@old.example")).not().isChecked();
      assertThat(page.getByLabel("Select u00151@old.example")).isChecked();

      Locator panel = console.choose("Pre-Stage migration");
      assertThat(panel.getByText("For 9,999 mailboxes")).isVisible();
      panel.getByLabel("Automatically start the migration at").check();
      panel
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start Migration"))
          .click();
      assertThat(panel)
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(LONGEST_SUBMISSION_MILLIS));
      assertThat(page.getByLabel("The three steps")).containsText("9,999 scheduled");
      page.getByLabel("Rows").selectOption("500");
      page.getByLabel("Filter by address").fill("");
      assertThat(page.getByText("1–500 of 10,000 mailboxes")).isVisible();
      assertEquals(List.of(), console.mishaps());
    }
  }

  /** How long it takes from a click on a button until something is shown. */
  private static double millis(Page page, String button, Runnable shown) {
    double start = ((Number) page.evaluate("performance.now()")).doubleValue();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
    shown.run();
    return ((Number) page.evaluate("performance.now()")).doubleValue() - start;
  }
}
