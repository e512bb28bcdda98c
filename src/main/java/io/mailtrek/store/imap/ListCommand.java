package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * LIST (RFC 9051 §6.3.9) of all folders, with subscriptions (RFC 5258), special uses (RFC 6154) and
 * counters (RFC 5819) where the server can; or LSUB (RFC 3501 §6.3.9).
 */
final class ListCommand extends Command<ListCommand.Folders> {
  private final String command;
  private final String pattern;
  private final String options;
  private final List<ListedFolder> folders = new ArrayList<>();
  private final Map<String, FolderState> states = new HashMap<>();

  /**
   * What was listed.
   *
   * @param all the folders in the server's order
   * @param states the counters by name, where they were asked for and given
   */
  record Folders(List<ListedFolder> all, Map<String, FolderState> states) {}

  private ListCommand(String command, String pattern, String options) {
    this.command = command;
    this.pattern = pattern;
    this.options = options;
  }

  /** All folders, with as much as the server can tell at once. */
  static ListCommand everything(Capabilities can, boolean withStates) {
    if (!can.listExtended()) {
      return new ListCommand("LIST", "*", "");
    }
    List<String> options = new ArrayList<>(List.of("SUBSCRIBED"));
    if (can.has("SPECIAL-USE")) {
      options.add("SPECIAL-USE");
    }
    if (withStates && can.has("LIST-STATUS")) {
      options.add("STATUS " + StatusCommand.ITEMS);
    }
    return new ListCommand("LIST", "*", " RETURN (" + String.join(" ", options) + ")");
  }

  /** One folder, if it is there. */
  static ListCommand one(String name) {
    return new ListCommand("LIST", name, "");
  }

  /** The folders to which the user is subscribed. */
  static ListCommand subscribed() {
    return new ListCommand("LSUB", "*", "");
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text(command).text(" \"\" ").string(pattern).text(options);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (response.keyEquals("STATUS")) {
      StatusCommand.Answer answer = StatusCommand.parse(response);
      states.put(answer.name(), answer.state());
      return true;
    }
    if (!response.keyEquals(command)) {
      return false;
    }
    String[] attributes = response.readSimpleList();
    String separator = response.readString();
    String name = response.readAtomString();
    if (name != null) {
      folders.add(
          new ListedFolder(
              name,
              Optional.ofNullable(separator).filter(s -> !s.isEmpty()).map(s -> s.charAt(0)),
              attributes == null ? Set.of() : lowerCase(attributes)));
    }
    return true;
  }

  @Override
  Folders completed(ResponseText ok) {
    return new Folders(folders, states);
  }

  @Override
  public String toString() {
    return command + " " + pattern;
  }

  private static Set<String> lowerCase(String[] attributes) {
    return Arrays.stream(attributes)
        .map(attribute -> attribute.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
