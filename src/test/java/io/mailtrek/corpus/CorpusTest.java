package io.mailtrek.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void givesTheSameMessagesForTheSameSeed() {
    List<SampleMessage> first = messages(Corpus.Profile.SMALL, 300, 1);
    List<SampleMessage> second = messages(Corpus.Profile.SMALL, 300, 1);
    for (int i = 0; i < 300; i++) {
      assertArrayEquals(first.get(i).content(), second.get(i).content());
      assertEquals(first.get(i).internalDate(), second.get(i).internalDate());
      assertEquals(first.get(i).flags(), second.get(i).flags());
    }
    SampleMessage other = messages(Corpus.Profile.SMALL, 1, 2).get(0);
    assertNotEquals(first.get(0).internalDate(), other.internalDate());
  }

  @Test
  void fillsTwelveFoldersWithFiveYears() {
    List<SampleMessage> all = messages(Corpus.Profile.TINY, 2_000, 1);
    assertEquals(2_000, all.size());
    assertEquals(
        new HashSet<>(Corpus.folders()),
        all.stream().map(SampleMessage::folder).collect(Collectors.toSet()));
    Instant oldest = BASE.minus(Corpus.SPAN);
    assertTrue(all.stream().noneMatch(m -> m.internalDate().toInstant().isAfter(BASE)));
    assertTrue(all.stream().noneMatch(m -> m.internalDate().toInstant().isBefore(oldest)));
    Set<String> flags = new HashSet<>();
    all.forEach(message -> flags.addAll(message.flags()));
    assertTrue(flags.containsAll(Set.of("\\Seen", "\\Draft", "$Forwarded", "project-x")));
  }

  @ParameterizedTest
  @CsvSource({
    "TINY, 900, 1300, 900, 1300",
    "SMALL, 4500, 6000, 8500, 12000",
    "REAL, 7000, 9500, 35000, 60000"
  })
  void hasTheSizesOfItsProfile(
      Corpus.Profile profile, int medianFrom, int medianTo, int meanFrom, int meanTo) {
    List<Integer> sizes = new ArrayList<>();
    for (SampleMessage message : new Corpus(profile, 4_000, 1, BASE)) {
      sizes.add(message.content().length);
    }
    sizes.sort(null);
    int median = sizes.get(2_000);
    double mean = sizes.stream().mapToInt(Integer::intValue).average().orElseThrow();
    assertTrue(median >= medianFrom && median <= medianTo, "median " + median);
    assertTrue(mean >= meanFrom && mean <= meanTo, "mean " + mean);
  }

  @Test
  void holdsMissingAndRepeatedIds() {
    Set<String> ids = new HashSet<>();
    int without = 0;
    int repeated = 0;
    for (SampleMessage message : new Corpus(Corpus.Profile.TINY, 10_000, 1, BASE)) {
      String text = new String(message.content(), StandardCharsets.UTF_8);
      int at = text.toLowerCase(Locale.ROOT).indexOf("message-id:");
      if (at < 0) {
        without++;
      } else if (!ids.add(text.substring(text.indexOf('<', at), text.indexOf('>', at)))) {
        repeated++;
      }
    }
    assertTrue(without > 60 && without < 150, "without Message-ID: " + without);
    assertTrue(repeated > 25 && repeated < 80, "repeated Message-ID: " + repeated);
  }

  @Test
  void catalogueNamesAreUniqueAndMessagesToldApart() {
    List<OddMail> all = OddMail.all();
    Set<String> names = all.stream().map(OddMail::name).collect(Collectors.toSet());
    assertEquals(all.size(), names.size());
    assertTrue(OddMail.huge().content().length > 24_900_000);
    assertFalse(OddMail.named("nul-in-body").appendable());
    assertEquals(300, new HashSet<>(OddFolders.many(300)).size());
  }

  private static List<SampleMessage> messages(Corpus.Profile profile, int count, long seed) {
    List<SampleMessage> messages = new ArrayList<>();
    new Corpus(profile, count, seed, BASE).forEach(messages::add);
    return messages;
  }
}
