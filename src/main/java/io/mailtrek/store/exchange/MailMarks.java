package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.xml.XmlNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Flags and keywords (RFC 9051 §2.3.2) of what Exchange tells of a message. */
final class MailMarks {
  static final String FORWARDED = "$Forwarded";

  /** PidTagLastVerbExecuted, MS-OXOMSG §2.2.1.7. */
  static final int REPLIED = 102;

  private static final int REPLIED_TO_ALL = 103;
  static final int PASSED_ON = 104;

  private MailMarks() {}

  /** The system flags. */
  static Set<String> flags(XmlNode element) {
    Set<String> flags = new HashSet<>();
    if (Nodes.flag(element, "IsRead")) {
      flags.add("\\Seen");
    }
    if (Nodes.flag(element, "IsDraft")) {
      flags.add("\\Draft");
    }
    boolean flagged =
        element
            .child(type("Flag"))
            .flatMap(flag -> Nodes.value(flag, "FlagStatus"))
            .filter("Flagged"::equals)
            .isPresent();
    if (flagged) {
      flags.add("\\Flagged");
    }
    long verb = Nodes.number(Fields.extended(element, Fields.LAST_VERB));
    if (verb == REPLIED || verb == REPLIED_TO_ALL) {
      flags.add("\\Answered");
    }
    return flags;
  }

  /**
   * The categories.
   *
   * @param asTheyAre whether they go to another Exchange; elsewhere a keyword has no blanks
   */
  static Set<String> keywords(XmlNode element, boolean asTheyAre) {
    Set<String> keywords = new LinkedHashSet<>();
    element
        .child(type("Categories"))
        .ifPresent(
            categories ->
                categories
                    .children(type("String"))
                    .flatMap(category -> category.trimmed().stream())
                    .map(category -> asTheyAre ? category : keyword(category))
                    .forEach(keywords::add));
    if (Nodes.number(Fields.extended(element, Fields.LAST_VERB)) == PASSED_ON) {
      keywords.add(FORWARDED);
    }
    return keywords;
  }

  /** A keyword is an atom (RFC 9051 §9). */
  private static String keyword(String category) {
    return category.replaceAll("[\\s(){}%*\"\\\\\\]]", "_");
  }
}
