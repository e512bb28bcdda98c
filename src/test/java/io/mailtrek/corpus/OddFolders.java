package io.mailtrek.corpus;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Folder paths (Unicode, with {@code /}) that break naive programs. */
public final class OddFolders {
  private OddFolders() {}

  /** Paths that a server with the separator {@code /} takes. */
  public static List<String> paths() {
    return List.of(
        "with \"quotes\"",
        "back\\slash",
        "R&D",
        "&-lookalike &AOQ-",
        "100 %",
        "star * star",
        "{5}",
        "(brackets) [1] <2>",
        "dots.in.name",
        "tilde~inside~",
        "-dash",
        "#hash",
        "'single' `back`",
        "${body} {{env:HOME}}",
        "NIL",
        "two  spaces",
        "trailing space ",
        " leading space",
        "Ordner für Grüße",
        "decomposed u\u0308",
        "composed \u00fc",
        "Привет",
        "受信箱/重要",
        "emoji 😀📬",
        "rtl שלום مرحبا",
        "Case",
        "case",
        "CASE",
        "INBOX/child",
        "INBOX/child/grandchild",
        "inbox-lookalike",
        "a/b/c/d/e/f/g/h/i/j",
        "long " + "x".repeat(150));
  }

  /** So many plain folders, {@code many/000} and on. */
  public static List<String> many(int count) {
    return IntStream.range(0, count)
        .mapToObj("many/%03d"::formatted)
        .collect(Collectors.toUnmodifiableList());
  }
}
