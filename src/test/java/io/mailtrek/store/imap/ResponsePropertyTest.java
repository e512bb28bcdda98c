package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.SourceSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** However the bytes of a server arrive, the same responses come out. */
class ResponsePropertyTest {
  private static final FolderPath TARGET = FolderPath.of("Target");

  /**
   * A message in a FETCH response.
   *
   * @param order by which the items of the response are shuffled
   */
  record Fetched(long uid, Content body, boolean quoted, List<String> flags, long order) {

    byte[] response() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      List<byte[]> items = new ArrayList<>();
      items.add(latin1("UID " + uid));
      items.add(latin1("FLAGS (" + String.join(" ", flags) + ")"));
      items.add(latin1("INTERNALDATE \"01-Feb-2023 04:05:06 -0330\""));
      items.add(latin1("X-UNKNOWN ({3}\r\n)\r\n \"(\" (NIL))"));
      ByteArrayOutputStream bodyItem = new ByteArrayOutputStream();
      bodyItem.writeBytes(latin1(quoted ? "BODY[] \"" : "BODY[] {" + body.size() + "}\r\n"));
      bodyItem.writeBytes(body.toByteArray());
      bodyItem.writeBytes(latin1(quoted ? "\"" : ""));
      items.add(bodyItem.toByteArray());
      Collections.shuffle(items, new Random(order));
      all.writeBytes(latin1("* 1 FETCH ("));
      for (int i = 0; i < items.size(); i++) {
        all.writeBytes(latin1(i == 0 ? "" : " "));
        all.writeBytes(items.get(i));
      }
      all.writeBytes(latin1(")\r\n"));
      return all.toByteArray();
    }

    @Override
    public String toString() {
      return new String(response(), StandardCharsets.ISO_8859_1);
    }
  }

  @Property(seed = "20261122")
  void responsesAreTheSameHoweverTheirBytesAreSplit(
      @ForAll("fetches") List<Fetched> fetches,
      @ForAll("lines") List<String> lines,
      @ForAll("cuts") List<Integer> cuts)
      throws Exception {
    byte[] stream = stream(fetches, lines);
    List<String> whole = read(new ByteArrayInputStream(stream));
    assertEquals(fetches.size() + lines.size(), whole.size());
    assertEquals(whole, read(new Pieces(stream, cuts)));
  }

  @Property(seed = "20261122")
  void aFetchResponseTellsWhatTheServerMeant(
      @ForAll("fetches") List<Fetched> fetches, @ForAll("cuts") List<Integer> cuts)
      throws Exception {
    ImapProtocol protocol = protocol(new Pieces(stream(fetches, List.of()), cuts));
    for (Fetched each : fetches) {
      FetchedMessage message = FetchedMessage.parse(protocol.readResponse());
      assertEquals(each.uid(), message.uid());
      assertEquals(each.flags(), message.flags());
      assertEquals(Optional.of("01-Feb-2023 04:05:06 -0330"), message.internalDate());
      assertArrayEquals(each.body().toByteArray(), message.body().orElseThrow().toByteArray());
    }
  }

  /** The whole way, from a socket to the content of an item. */
  @Property(tries = 40, seed = "20261122")
  void contentsAreTheSameHoweverTheConnectionCutsThem(
      @ForAll("fetches") List<Fetched> fetches, @ForAll("cuts") List<Integer> cuts)
      throws Exception {
    ScriptedImapServer.Script script =
        talk -> {
          ScriptedLogin.logIn(talk, "");
          ScriptedLogin.listWithStates(talk, 1);
          talk.answer("EXAMINE .*", "* 1 EXISTS", "* OK [UIDVALIDITY 7] v", "OK");
          for (Fetched each : fetches) {
            talk.expect("UID FETCH .*");
            for (byte[] piece : new Pieces(each.response(), cuts).all()) {
              talk.sendRaw(piece);
            }
            talk.tagged("OK done");
          }
          ScriptedLogin.bye(talk);
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = ScriptedLogin.store(server).openSource(ScriptedLogin.LOGIN)) {
      session.folders();
      for (Fetched each : fetches) {
        CompletionStage<Content> content = session.read(item(each));
        assertArrayEquals(
            each.body().toByteArray(),
            content.toCompletableFuture().get(20, TimeUnit.SECONDS).toByteArray());
      }
    }
  }

  private static Item item(Fetched fetched) {
    return new Item(
        TARGET,
        ItemType.MAIL,
        ItemKey.of(fetched.uid()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        fetched.body().size(),
        Set.of(),
        Set.of());
  }

  private static byte[] stream(List<Fetched> fetches, List<String> lines) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < Math.max(fetches.size(), lines.size()); i++) {
      if (i < fetches.size()) {
        stream.writeBytes(fetches.get(i).response());
      }
      if (i < lines.size()) {
        stream.writeBytes(latin1(lines.get(i) + "\r\n"));
      }
    }
    return stream.toByteArray();
  }

  private static List<String> read(InputStream in) throws Exception {
    ImapProtocol protocol = protocol(in);
    List<String> responses = new ArrayList<>();
    try {
      while (true) {
        IMAPResponse response = protocol.readResponse();
        responses.add(response.getType() + " " + response.getKey() + " " + response);
      }
    } catch (IOException e) {
      return responses;
    }
  }

  private static ImapProtocol protocol(InputStream in) throws IOException {
    return new ImapProtocol(in, OutputStream.nullOutputStream());
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Provide
  Arbitrary<List<Fetched>> fetches() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "\r\n",
            "\r",
            "\n",
            "{5}\r\n",
            "m1 OK done\r\n",
            "* BYE\r\n",
            ")",
            "\"",
            "\\",
            "\0",
            "é",
            "Subject: x\r\n",
            "x".repeat(130),
            "y".repeat(70_000));
    Arbitrary<Content> bodies =
        parts.list().ofMaxSize(8).map(all -> Content.of(latin1(String.join("", all))));
    Arbitrary<Content> plain =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .ofMaxLength(200)
            .map(text -> Content.of(latin1(text)));
    Arbitrary<List<String>> flags =
        Arbitraries.of("\\Seen", "\\Recent", "$Forwarded", "NonJunk").list().uniqueElements();
    Arbitrary<Long> uids = Arbitraries.longs().between(1, 4_294_967_295L);
    Arbitrary<Long> orders = Arbitraries.longs();
    Arbitrary<Fetched> literals =
        Combinators.combine(uids, bodies, flags, orders)
            .as((uid, body, all, order) -> new Fetched(uid, body, false, all, order));
    Arbitrary<Fetched> quoted =
        Combinators.combine(uids, plain, flags, orders)
            .as((uid, body, all, order) -> new Fetched(uid, body, true, all, order));
    return Arbitraries.oneOf(literals, quoted).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            "",
            "+ go on",
            "m1 OK done",
            "m2 NO [TRYCREATE] no folder x{10}",
            "* OK [UIDNEXT 5] {3}",
            "* BYE ends here",
            "* 5 EXISTS",
            "* SEARCH 1 2 3",
            "* LIST (\\Sent) \"/\" {4}\r\nx\r\ny",
            "* STATUS \"a b\" (MESSAGES 1 UIDNEXT 2)")
        .list()
        .ofMaxSize(6);
  }

  /** Lengths of pieces, used in turns. */
  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(1, 7)),
            Tuple.of(1, Arbitraries.integers().between(8, 100_000)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  /** A stream that gives its bytes in pieces. */
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final List<Integer> cuts;
    private int position;
    private int next;

    Pieces(byte[] bytes, List<Integer> cuts) {
      this.bytes = bytes;
      this.cuts = cuts;
    }

    @Override
    public int read() {
      return position == bytes.length ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == bytes.length) {
        return -1;
      }
      int count =
          Math.min(Math.min(length, cuts.get(next++ % cuts.size())), bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }

    /** At most some thousand pieces, of which the last is the rest. */
    List<byte[]> all() {
      List<byte[]> pieces = new ArrayList<>();
      byte[] buffer = new byte[100_000];
      for (int n = read(buffer, 0, buffer.length);
          n >= 0 && pieces.size() < 1000;
          n = read(buffer, 0, buffer.length)) {
        pieces.add(Arrays.copyOf(buffer, n));
      }
      int sent = pieces.stream().mapToInt(piece -> piece.length).sum();
      pieces.add(Arrays.copyOfRange(bytes, sent, bytes.length));
      return pieces;
    }
  }
}
