package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.text.HtmlText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * VJOURNAL with the category Notes as a sticky note (MS-OXONOTE). Exchange shows the first line of
 * its text as its title, so the title is put there; it holds no format.
 */
final class NewNote {
  private static final int FIRST_ICON = 0x300;

  private NewNote() {}

  static NewItem of(Component calendar) throws PermanentException {
    Component journal = ExchangeForm.component(calendar, "VJOURNAL");
    Draft draft = new Draft(journal, "Message", NewNote::body);
    Fields fields = draft.fields();
    fields.text("ItemClass", "IPM.StickyNote");
    // The category that makes it a note elsewhere says nothing here.
    CommonFields.fill(
        draft,
        journal.texts("CATEGORIES").stream()
            .filter(each -> !each.equalsIgnoreCase(NoteText.CATEGORY))
            .toList());
    CommonFields.uid(draft);
    CommonFields.read(draft);
    Component source = draft.source();
    color(draft);
    NoteText.PLACE.forEach(
        (name, field) -> {
          fields.extended(field, source.value(name).filter(value -> value.matches("-?\\d{1,9}")));
          draft.hold(name);
        });
    if (BodyText.of(journal).html().isPresent()) {
      draft.lose("the format of the text");
    }
    return draft.finish(List.of());
  }

  /** Programs show the colour of the icon (MS-OXONOTE §2.2.2.1). */
  private static void color(Draft draft) {
    Optional<Integer> color =
        draft
            .source()
            .text("COLOR")
            .map(name -> NoteText.COLORS.indexOf(name.strip().toLowerCase(Locale.ROOT)))
            .filter(number -> number >= 0);
    color.ifPresent(
        number -> {
          draft.fields().extended(Mapi.NOTE_COLOR, List.of(Integer.toString(number)));
          draft.hold("COLOR");
        });
    int icon = FIRST_ICON + color.orElseGet(() -> NoteText.COLORS.indexOf("yellow"));
    draft.fields().extended(Mapi.ICON, List.of(Integer.toString(icon)));
  }

  private static BodyText body(Component journal) {
    BodyText whole = BodyText.of(journal);
    String text =
        whole.text().isBlank() ? whole.html().map(HtmlText::toText).orElse("") : whole.text();
    String title = journal.text("SUMMARY").map(CommonFields::oneLine).orElse("");
    boolean there = title.isEmpty() || text.strip().startsWith(title);
    return new BodyText(
        there ? text : text.isBlank() ? title : title + "\n" + text, Optional.empty());
  }
}
