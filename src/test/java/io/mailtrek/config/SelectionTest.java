package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
  private static final Login LOGIN = new Login("u", new Secret("p"), Optional.empty());
  private static final List<Mailbox> MAILBOXES =
      Stream.of("anna@old.example", "bernd@old.example", "Carla@other.example")
          .map(address -> new Mailbox(address, "new-" + address, LOGIN, LOGIN))
          .toList();

  @TempDir private Path folder;

  @Test
  void selectsEverything() throws Exception {
    assertEquals(MAILBOXES, Selection.everything().resolve(MAILBOXES));
  }

  @Test
  void selectsByAddressInAnyCaseAndInTheOrderOfTheProject() throws Exception {
    assertSelected(
        options("CARLA@other.example", "anna@old.example", "anna@old.example"),
        "anna@old.example",
        "Carla@other.example");
  }

  @Test
  void selectsByPattern() throws Exception {
    assertSelected(options("*@OLD.example"), "anna@old.example", "bernd@old.example");
    assertSelected(options("?arla@*"), "Carla@other.example");
  }

  @Test
  void selectsFromAFileOfLines() throws Exception {
    Path file = write("# first wave\nanna@old.example\n\nbernd@old.example\n");

    assertSelected(Selection.file(file, "f"), "anna@old.example", "bernd@old.example");
  }

  @Test
  void selectsFromACsvFile() throws Exception {
    Path file = write("Destination Email,Source Email\nx@y,bernd@old.example\n");

    assertSelected(Selection.file(file, "f"), "bernd@old.example");
  }

  @Test
  void namesTheNearestMailboxOfAnUnknownOne() {
    assertEquals(
        List.of(
            "--mailbox: No mailbox of the project matches '*@nowhere'.",
            "--mailbox: The project has no mailbox with the source address 'ana@old.example'. Did"
                + " you mean anna@old.example?"),
        mistakes(options("ana@old.example", "*@nowhere")));
  }

  @Test
  void tellsWhereInTheFileAnUnknownMailboxIs() throws Exception {
    Selection selection = Selection.file(write("anna@old.example\n  nobody@x\n"), "wave.txt");

    assertEquals(
        List.of("wave.txt:2:3: The project has no mailbox with the source address 'nobody@x'."),
        mistakes(selection));
  }

  @Test
  void refusesFilesThatAreMissingOrEmpty() throws Exception {
    Path empty = write("# nobody\n");

    assertThrows(ConfigException.class, () -> Selection.file(folder.resolve("none"), "none"));
    assertThrows(ConfigException.class, () -> Selection.file(empty, "empty"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("selection"), text);
  }

  private static Selection options(String... addresses) {
    return Selection.of("--mailbox", List.of(addresses));
  }

  private static List<String> mistakes(Selection selection) {
    return assertThrows(ConfigException.class, () -> selection.resolve(MAILBOXES))
        .mistakes()
        .stream()
        .map(Mistake::toString)
        .toList();
  }

  private static void assertSelected(Selection selection, String... sources)
      throws ConfigException {
    assertEquals(
        List.of(sources), selection.resolve(MAILBOXES).stream().map(Mailbox::source).toList());
  }
}
