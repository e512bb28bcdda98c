package io.mailtrek.store.imap;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Talk;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * A server that only has folders, which outlive its connections, and is particular about names.
 *
 * @param prefix of personal folders
 * @param separator between levels
 * @param exact whether names that differ in case or Unicode form only are different ones
 * @param longest how many bytes a name may have
 * @param names the folders by what the server compares them by
 */
record FolderServer(
    String prefix, char separator, boolean exact, int longest, Map<String, String> names) {

  FolderServer(String prefix, char separator, boolean exact, int longest) {
    this(prefix, separator, exact, longest, new LinkedHashMap<>());
    names.put("INBOX", "INBOX");
  }

  ScriptedImapServer start() throws IOException {
    return ScriptedImapServer.start(this::talk);
  }

  /** All folders but INBOX. */
  List<String> created() {
    List<String> all = new ArrayList<>(names.values());
    all.remove("INBOX");
    return all;
  }

  private void talk(Talk talk) throws IOException {
    ScriptedLogin.logIn(talk, "NAMESPACE");
    while (true) {
      Matcher command =
          talk.expect("(\\S+)(?: \"\")?(?: \"((?:[^\"\\\\]++|\\\\.)*+)\"| \\{(\\d+)\\+?\\})?.*");
      String name = command.group(2) == null ? "" : command.group(2).replaceAll("\\\\(.)", "$1");
      switch (command.group(1)) {
        case "NAMESPACE" ->
            talk.send("* NAMESPACE ((\"%s\" \"%s\")) NIL NIL".formatted(prefix, quoted(separator)));
        case "LIST" -> list(talk, name);
        case "CREATE" -> {
          talk.tagged(create(name));
          continue;
        }
        default -> {
          // SUBSCRIBE, LSUB, STATUS and LOGOUT need no more than OK.
        }
      }
      talk.tagged("OK done");
    }
  }

  private void list(Talk talk, String pattern) throws IOException {
    for (Map.Entry<String, String> each : names.entrySet()) {
      if (pattern.equals("*") || each.getKey().equals(compared(pattern))) {
        String name = each.getValue().replaceAll("[\"\\\\]", "\\\\$0");
        talk.send("* LIST () \"%s\" \"%s\"".formatted(quoted(separator), name));
      }
    }
  }

  private String create(String name) {
    if (name.length() > longest) {
      return "NO [CANNOT] name too long";
    }
    return names.putIfAbsent(compared(name), name) == null ? "OK" : "NO there already";
  }

  private String compared(String name) {
    if (name.equalsIgnoreCase("INBOX")) {
      return "INBOX";
    }
    String unicode = ModifiedUtf7.decode(name);
    return exact
        ? unicode
        : Normalizer.normalize(unicode, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static String quoted(char separator) {
    return separator == '\\' ? "\\\\" : String.valueOf(separator);
  }
}
