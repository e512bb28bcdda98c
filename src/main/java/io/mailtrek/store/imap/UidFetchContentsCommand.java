package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * UID FETCH (RFC 9051 §6.4.5, §6.4.9) of whole messages by {@code BODY.PEEK[]}, which sets no flag.
 * Each content is handed on as it arrives, empty when the server has none for the UID any more.
 * Results in the UIDs that were not answered, even when the server said NO to the rest.
 */
final class UidFetchContentsCommand extends Command<UidFetchContentsCommand.Rest> {
  private final String folder;
  private final Set<Long> open = new HashSet<>();
  private final String set;
  private final BiConsumer<Long, Optional<Content>> receiver;

  /**
   * What was not answered.
   *
   * @param uids in no order
   * @param refusal the server's answer when it was not OK
   */
  record Rest(List<Long> uids, Optional<ResponseText> refusal) {}

  /**
   * @param folder for messages
   * @param uids ascending
   * @param receiver takes contents on the reader thread
   */
  UidFetchContentsCommand(
      String folder, long[] uids, BiConsumer<Long, Optional<Content>> receiver) {
    this.folder = folder;
    this.set = UidSet.format(uids);
    this.receiver = receiver;
    for (long uid : uids) {
      open.add(uid);
    }
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("UID FETCH " + set + " (UID BODY.PEEK[])");
  }

  @Override
  boolean fetched(FetchedMessage message) {
    if (!message.bodyTold() || !open.remove(message.uid())) {
      return false;
    }
    receiver.accept(message.uid(), message.body());
    return true;
  }

  @Override
  Rest completed(ResponseText ok) {
    return new Rest(List.copyOf(open), Optional.empty());
  }

  @Override
  Rest refused(ResponseText no) {
    return new Rest(List.copyOf(open), Optional.of(no));
  }

  @Override
  public String toString() {
    return "UID FETCH in " + folder;
  }
}
