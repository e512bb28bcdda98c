package io.mailtrek.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What fits and what does not. */
class FitTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void goesWhereTheServerTellsNoLimits() {
    List<Finding> found = Fit.of(source(10, 0), destination(Optional.empty()));

    assertEquals(Verdict.GO, Verdict.worst(found));
    assertEquals(
        "10.0 MB to move; the server tells no quota to compare with",
        finding(found, Subject.SPACE).text());
  }

  @Test
  void moreThanTheSpaceThatIsLeftIsNoGo() {
    Finding space = space(10, new Quota(95 * MEGABYTE, 100 * MEGABYTE));

    assertEquals(Verdict.NO_GO, space.verdict());
    assertEquals("10.0 MB to move, 5.0 MB left of 100.0 MB", space.text());
    assertTrue(space.advice().contains("by 5.0 MB at least"), space.advice());
  }

  @Test
  void aMailboxThatIsFullerThanItMayBeHasNothingLeft() {
    assertEquals(
        "10.0 MB to move, 0 B left of 100.0 MB",
        space(10, new Quota(120 * MEGABYTE, 100 * MEGABYTE)).text());
    assertEquals(Verdict.GO, space(0, new Quota(120 * MEGABYTE, 100 * MEGABYTE)).verdict());
  }

  @Test
  void aMailboxThatWillBeNearlyFullIsACaution() {
    assertEquals(Verdict.CAUTION, space(95, new Quota(0, 100 * MEGABYTE)).verdict());
    assertEquals(Verdict.GO, space(90, new Quota(0, 100 * MEGABYTE)).verdict());
  }

  @Test
  void moreItemsThanTheMailboxMayHoldAreNoGo() {
    Inspection destination =
        new Inspection(
            List.of(), Optional.empty(), Optional.of(new Quota(90, 100)), OptionalLong.empty());

    Finding found = Fit.of(source(1, 0), destination).get(1);

    assertEquals(Verdict.NO_GO, found.verdict());
    assertEquals("42 items to move, room for 10 of 100", found.text());
  }

  @Test
  void itemsThatAreTooLargeAreACaution() {
    Inspection destination =
        new Inspection(
            List.of(), Optional.empty(), Optional.empty(), OptionalLong.of(2 * MEGABYTE));

    Finding none = finding(Fit.of(source(9, 0), destination), Subject.ITEM_SIZE);
    Finding some = finding(Fit.of(source(9, 3), destination), Subject.ITEM_SIZE);

    assertEquals(Verdict.GO, none.verdict());
    assertEquals(Verdict.CAUTION, some.verdict());
    assertEquals(
        "3 items are too large: the largest item has 3.0 MB, the server takes 2.0 MB", some.text());
    assertTrue(some.advice().contains("mailtrek.max-item-size = 2097152"), some.advice());
  }

  private static Finding space(long megabytes, Quota quota) {
    return finding(Fit.of(source(megabytes, 0), destination(Optional.of(quota))), Subject.SPACE);
  }

  private static SourceCount.Counted source(long megabytes, long tooLarge) {
    return new SourceCount.Counted(42, megabytes * MEGABYTE, 3 * MEGABYTE, tooLarge);
  }

  private static Inspection destination(Optional<Quota> space) {
    return new Inspection(List.of(), space, Optional.empty(), OptionalLong.empty());
  }

  private static Finding finding(List<Finding> found, Subject subject) {
    return found.stream().filter(f -> f.subject() == subject).findFirst().orElseThrow();
  }
}
