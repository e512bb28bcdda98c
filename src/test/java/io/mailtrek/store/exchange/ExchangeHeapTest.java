package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large contents go both ways through a process that could not hold one of them twice. */
class ExchangeHeapTest {
  private static final int MEGABYTES = 32;
  private static final String HEAP = "-Xmx48m";

  @TempDir private Path folder;

  @Test
  void holdsNoContentTwice() throws Exception {
    Path log = folder.resolve("child.log");
    try (LargeItems server = LargeItems.start((long) MEGABYTES << 20)) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Child.class.getName(),
                  Integer.toString(server.port()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int exit = child.waitFor();
      assertEquals(0, exit, Files.readString(log));
      String digest = server.digest();
      assertEquals(
          Map.of("UploadItems", digest, "CreateItem", digest, "CreateAttachment", digest),
          server.received());
    }
  }

  /** The process with the small heap. */
  static final class Child {
    private static final ExchangeFolder INBOX =
        new ExchangeFolder("f", FolderPath.parse("INBOX"), ItemType.MAIL, FolderRole.INBOX, 1);

    private Child() {}

    public static void main(String[] args) throws Exception {
      EwsServer server =
          EwsServer.of(ExchangeUri.parse("ews://127.0.0.1:" + args[0] + "?security=none"));
      try (EwsClient client = ScriptedEws.client(server, ScriptedEws.login("anna@old.example"))) {
        UploadItems.in(client, INBOX, List.of(read(new WholeContents(client))));
        message(client);
        CreateAttachment.to(client, "b", attachments(client));
      }
    }

    private static Content read(ContentKind kind) throws Exception {
      Item item =
          new Item(
              INBOX.path(),
              ItemType.MAIL,
              new ItemKey("a"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0,
              Set.of(),
              Set.of());
      ReadRequest request = new ReadRequest(item, "a", new CompletableFuture<>());
      kind.read(List.of(request));
      return request.future().get();
    }

    private static void message(EwsClient client) throws Exception {
      Content content = read(new MailContents(client));
      XmlNode mime = Ews.element("MimeContent");
      CreateItem.in(client, INBOX, List.of(Ews.element("Message", mime)), Map.of(mime, content));
    }

    private static List<Attachment> attachments(EwsClient client) throws Exception {
      XmlNode id = Nodes.with(Ews.element("AttachmentId"), "Id", "c");
      XmlNode file = Ews.element("FileAttachment", id, Ews.text("Name", "c"));
      XmlNode item = Ews.element("Message", Ews.element("Attachments", file));
      return GetAttachment.all(client, List.of(item)).get(0);
    }
  }
}
