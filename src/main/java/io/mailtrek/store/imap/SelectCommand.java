package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** EXAMINE (RFC 9051 §6.3.3), which changes nothing, and SELECT (RFC 9051 §6.3.2). */
final class SelectCommand extends Command<SelectCommand.Selected> {
  private final String command;
  private final String name;
  private String validity = "";
  private String next = "";
  private long exists;
  private Optional<Set<String>> permanentFlags = Optional.empty();

  /**
   * The folder that is selected now.
   *
   * @param permanentFlags the flags that can be set, in lower case; empty when all can
   */
  record Selected(FolderState state, Optional<Set<String>> permanentFlags) {}

  private SelectCommand(String command, String name) {
    this.command = command;
    this.name = name;
  }

  static SelectCommand examine(String name) {
    return new SelectCommand("EXAMINE", name);
  }

  static SelectCommand select(String name) {
    return new SelectCommand("SELECT", name);
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text(command).text(" ").string(name);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (response.keyEquals("EXISTS")) {
      exists = response.getNumber();
      return true;
    }
    if (!response.isOK()) {
      return false;
    }
    ResponseText text = ResponseText.of(response);
    switch (text.code()) {
      case "UIDVALIDITY" -> validity = text.arguments();
      case "UIDNEXT" -> next = text.arguments().matches("\\d{1,18}") ? text.arguments() : "";
      case "PERMANENTFLAGS" -> permanentFlags = flags(text.arguments());
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  Selected completed(ResponseText ok) {
    return new Selected(new FolderState(validity, next, exists), permanentFlags);
  }

  @Override
  public String toString() {
    return command + " " + ModifiedUtf7.decode(name);
  }

  private static Optional<Set<String>> flags(String list) {
    Set<String> flags =
        Arrays.stream(list.replaceAll("[()]", " ").strip().split(" +", -1))
            .map(flag -> flag.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return flags.contains("\\*") ? Optional.empty() : Optional.of(flags);
  }
}
