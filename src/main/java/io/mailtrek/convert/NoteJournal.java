package io.mailtrek.convert;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VJournal;
import biweekly.property.Categories;
import biweekly.property.Created;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DateTimeProperty;
import biweekly.property.Description;
import biweekly.property.LastModified;
import biweekly.property.ProductId;
import biweekly.property.RawProperty;
import biweekly.property.Summary;
import biweekly.property.Uid;
import biweekly.property.ValuedProperty;
import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.text.HtmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;

/**
 * A note as a journal entry without a date of its own: VJOURNAL (RFC 5545 §3.6.3) with SUMMARY,
 * DESCRIPTION, CATEGORIES, CREATED, LAST-MODIFIED, and its format, where it has one, in X-ALT-DESC.
 */
final class NoteJournal {
  private static final String PRODUCT = "-//MailTrek//EN";
  private static final String FORMATTED = "X-ALT-DESC";

  private NoteJournal() {}

  /** What the first journal entry of a calendar resource says. */
  static Note read(Content content) throws PermanentException {
    ICalendar calendar =
        Biweekly.parse(new String(content.toByteArray(), StandardCharsets.UTF_8)).first();
    if (calendar == null || calendar.getJournals().isEmpty()) {
      throw new PermanentException(
          Problem.UNREADABLE, "The item says that it is a journal entry, but holds no VJOURNAL");
    }
    VJournal journal = calendar.getJournals().get(0);
    Optional<String> html =
        Optional.ofNullable(journal.getExperimentalProperty(FORMATTED))
            .map(RawProperty::getValue)
            .map(NoteJournal::unescaped);
    String text =
        journal.getDescriptions().stream()
            .map(property -> property.getValue())
            .collect(Collectors.joining("\n\n"));
    return new Note(
        value(journal.getUid()).orElseGet(() -> Ids.of(content)),
        value(journal.getSummary()).orElse(""),
        text.isEmpty() ? html.map(HtmlText::toText).orElse("") : text,
        html,
        instant(journal.getCreated()).or(() -> instant(journal.getDateStart())),
        instant(journal.getLastModified()).or(() -> instant(journal.getDateTimeStamp())),
        journal.getCategories().stream().flatMap(each -> each.getValues().stream()).toList());
  }

  /** A calendar resource of one note. */
  static Content write(Note note) {
    VJournal journal = new VJournal();
    journal.setUid(new Uid(note.uid()));
    journal.setDateTimeStamp(Date.from(note.stamp()));
    journal.setSummary(new Summary(note.subject()));
    journal.addDescription(new Description(note.text()));
    note.html()
        .ifPresent(
            html ->
                journal
                    .addExperimentalProperty(FORMATTED, escaped(html))
                    .addParameter("FMTTYPE", "text/html"));
    note.created().ifPresent(when -> journal.setCreated(new Created(Date.from(when))));
    note.modified().ifPresent(when -> journal.setLastModified(new LastModified(Date.from(when))));
    List<String> categories = new ArrayList<>(List.of(Note.CATEGORY));
    categories.addAll(note.otherCategories());
    journal.addCategories(new Categories(categories));
    ICalendar calendar = new ICalendar();
    calendar.setProductId(new ProductId(PRODUCT));
    calendar.addJournal(journal);
    return Content.of(Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> value(ValuedProperty<String> property) {
    return Optional.ofNullable(property)
        .map(each -> each.getValue())
        .filter(text -> !text.isBlank());
  }

  private static Optional<Instant> instant(DateTimeProperty property) {
    return Optional.ofNullable(property).map(each -> each.getValue()).map(Date::toInstant);
  }

  private static Optional<Instant> instant(DateOrDateTimeProperty property) {
    return Optional.ofNullable(property)
        .map(each -> each.getValue())
        .map(
            date ->
                // Without a zone it is the same moment on every machine.
                date.getRawComponents() == null
                    ? date.toInstant()
                    : date.getRawComponents().toDate(TimeZone.getTimeZone("UTC")).toInstant());
  }

  /**
   * TEXT as in RFC 5545 §3.3.11, which biweekly leaves alone in properties that it does not know.
   */
  private static String unescaped(String text) {
    return text.replaceAll("\\\\[nN]", "\n").replaceAll("\\\\(.)", "$1");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n");
  }
}
