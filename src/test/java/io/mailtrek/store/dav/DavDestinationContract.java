package io.mailtrek.store.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.demo.dav.ItemText;
import io.mailtrek.store.DestinationContract;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stores promise of their destination side, of calendars. */
abstract class DavDestinationContract extends DestinationContract {

  @Override
  protected ItemType type() {
    return ItemType.CALENDAR;
  }

  @Override
  protected byte[] content(String subject) {
    return DavEvents.event(subject);
  }

  @Override
  protected long number(Item item) {
    return DavEvents.number(item);
  }

  @Override
  protected boolean ordered() {
    return false;
  }

  @Override
  protected void assertSameContent(byte[] expected, byte[] actual) {
    assertEquals(ItemSubstance.of(expected), ItemSubstance.of(actual));
  }

  /** The names of copies are told beforehand, so there is nothing to search behind. */
  @Override
  protected FolderState before(Login mailbox) {
    return new FolderState("", "", 0);
  }

  @Override
  protected ItemKey key(long number, SampleMessage sample) {
    return new ItemKey(new ItemText(sample.content()).uid());
  }

  /** Under the names that only MailTrek gives. */
  @Override
  protected void write(Login mailbox, List<SampleMessage> written) throws Exception {
    deliverBeside(mailbox, written);
  }

  /** RFC 5545 §3.1 permits it, and some servers take such a character apart for ever. */
  @Test
  void sendsNoCharacterThatIsFoldedInTheMiddle() throws Exception {
    Login mailbox = server().newMailbox();
    byte[] folded = DavEvents.folded(DavEvents.event("Größe"));
    deliverBeside(
        mailbox, List.of(new SampleMessage("Target", List.of(), OffsetDateTime.MIN, folded)));
    assertEquals(
        List.of(ItemSubstance.of(DavEvents.event("Größe"))), server().contents(mailbox, "Target"));
  }
}
