package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.OptionalLong;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * STATUS (RFC 9051 §6.3.11) of the largest message that APPEND takes in a folder (RFC 7889 §3.2);
 * empty when there is no limit, or the server does not tell.
 */
final class AppendLimitCommand extends Command<OptionalLong> {
  private final String name;
  private OptionalLong limit = OptionalLong.empty();

  AppendLimitCommand(String name) {
    this.name = name;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("STATUS ").string(name).text(" (APPENDLIMIT)");
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (!response.keyEquals("STATUS")) {
      return false;
    }
    String told = response.readAtomString();
    if (told == null || !FolderNames.same(name, told)) {
      return false;
    }
    if (response.isNextNonSpace('(') && "APPENDLIMIT".equalsIgnoreCase(response.readAtom())) {
      String value = response.readAtom();
      if (value != null && value.matches("\\d{1,18}")) {
        limit = OptionalLong.of(Long.parseLong(value));
      }
    }
    return true;
  }

  @Override
  OptionalLong completed(ResponseText ok) {
    return limit;
  }

  @Override
  OptionalLong refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return OptionalLong.empty();
  }

  @Override
  public String toString() {
    return "STATUS " + ModifiedUtf7.decode(name) + " (APPENDLIMIT)";
  }
}
