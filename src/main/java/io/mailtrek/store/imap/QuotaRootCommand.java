package io.mailtrek.store.imap;

import io.mailtrek.store.Quota;
import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * GETQUOTAROOT (RFC 9208 §4.1.2): the quotas that hold for a folder. Of several the tightest is
 * told; a server that refuses tells none.
 */
final class QuotaRootCommand extends Command<QuotaRootCommand.Quotas> {
  private static final long KILOBYTE = 1024;

  private final String name;
  private Optional<Quota> space = Optional.empty();
  private Optional<Quota> messages = Optional.empty();

  /**
   * The tightest quotas.
   *
   * @param space in bytes
   * @param messages in messages
   */
  record Quotas(Optional<Quota> space, Optional<Quota> messages) {}

  QuotaRootCommand(String name) {
    this.name = name;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("GETQUOTAROOT ").string(name);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (response.keyEquals("QUOTAROOT")) {
      return true;
    }
    if (!response.keyEquals("QUOTA")) {
      return false;
    }
    response.readAtomString();
    if (response.isNextNonSpace('(')) {
      while (!response.isNextNonSpace(')')) {
        String resource = response.readAtom();
        if (resource == null || resource.isEmpty()) {
          break;
        }
        take(resource, response.readLong(), response.readLong());
      }
    }
    return true;
  }

  private void take(String resource, long used, long limit) {
    if (used < 0 || limit < 0) {
      return;
    }
    if (resource.equalsIgnoreCase("STORAGE") && limit < Long.MAX_VALUE / KILOBYTE) {
      space = tighter(space, new Quota(used * KILOBYTE, limit * KILOBYTE));
    } else if (resource.equalsIgnoreCase("MESSAGE")) {
      messages = tighter(messages, new Quota(used, limit));
    }
  }

  private static Optional<Quota> tighter(Optional<Quota> known, Quota told) {
    return known.filter(quota -> quota.left() <= told.left()).or(() -> Optional.of(told));
  }

  @Override
  Quotas completed(ResponseText ok) {
    return new Quotas(space, messages);
  }

  @Override
  Quotas refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return new Quotas(Optional.empty(), Optional.empty());
  }

  /** What is over quota is what was asked for. */
  @Override
  boolean asksForPause(ResponseText answer) {
    return super.asksForPause(answer) && !answer.full();
  }

  @Override
  public String toString() {
    return "GETQUOTAROOT " + ModifiedUtf7.decode(name);
  }
}
