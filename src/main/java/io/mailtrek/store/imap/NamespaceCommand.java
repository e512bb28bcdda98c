package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** NAMESPACE (RFC 9051 §6.3.10). */
final class NamespaceCommand extends Command<NamespaceCommand.Namespaces> {
  private Namespaces namespaces = Namespaces.NONE;

  /**
   * The prefixes of names.
   *
   * @param personal of the user's own folders
   * @param separator of the first personal namespace
   * @param foreign of other users' and shared folders
   */
  record Namespaces(List<String> personal, Optional<Character> separator, List<String> foreign) {
    static final Namespaces NONE = new Namespaces(List.of(), Optional.empty(), List.of());
  }

  private record Namespace(String prefix, Optional<Character> separator) {}

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("NAMESPACE");
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (!response.keyEquals("NAMESPACE")) {
      return false;
    }
    List<Namespace> personal = group(response);
    List<Namespace> foreign = new ArrayList<>(group(response));
    foreign.addAll(group(response));
    namespaces =
        new Namespaces(
            prefixes(personal),
            personal.stream().findFirst().flatMap(Namespace::separator),
            prefixes(foreign));
    return true;
  }

  @Override
  Namespaces completed(ResponseText ok) {
    return namespaces;
  }

  /** A server that offers NAMESPACE and refuses it has names without prefixes. */
  @Override
  Namespaces refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return Namespaces.NONE;
  }

  @Override
  public String toString() {
    return "NAMESPACE";
  }

  private static List<String> prefixes(List<Namespace> group) {
    return group.stream().map(Namespace::prefix).toList();
  }

  /** A list of namespaces, or NIL. */
  private static List<Namespace> group(IMAPResponse response) {
    List<Namespace> group = new ArrayList<>();
    if (!response.isNextNonSpace('(')) {
      response.readAtom();
      return group;
    }
    while (response.isNextNonSpace('(')) {
      String prefix = response.readString();
      String separator = response.readString();
      group.add(
          new Namespace(
              prefix == null ? "" : prefix,
              Optional.ofNullable(separator).filter(s -> !s.isEmpty()).map(s -> s.charAt(0))));
      while (!response.isNextNonSpace(')') && response.peekByte() != 0) {
        // Extension data, which means nothing here.
        response.readByte();
      }
    }
    response.isNextNonSpace(')');
    return group;
  }
}
