package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.MessageHeader;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.xml.XmlNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a marked message to a new folder, reads it back, compares, and removes both; also those
 * that an interrupted probe has left. For one thread, once.
 */
final class ExchangeProbe {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final OffsetDateTime DATE =
      OffsetDateTime.of(2020, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
  private static final Set<String> FLAGS = Set.of("\\Seen", "\\Flagged", "\\Answered");
  private static final Set<String> KEYWORDS = Set.of("MailTrekProbe");

  private final EwsClient client;
  private final List<Finding> findings = new ArrayList<>();

  ExchangeProbe(EwsClient client) {
    this.client = client;
  }

  List<Finding> run() throws StoppedException {
    try {
      client.traffic().takeConnection();
      for (ProbeFolder left : ProbeFolder.leftBehind(client)) {
        remove(left);
      }
      byte[] random = new byte[8];
      RANDOM.nextBytes(random);
      String id = HexFormat.of().formatHex(random);
      ProbeFolder folder = ProbeFolder.make(client, id);
      try {
        write(folder, id);
      } finally {
        remove(folder);
      }
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      add(Subject.BYTES, Verdict.NO_GO, e.getMessage(), "Try again when the server is well");
    } finally {
      client.traffic().close();
    }
    return findings;
  }

  private void write(ProbeFolder folder, String id) throws StoreException {
    Delivery delivery = delivery(folder, id);
    MailForm form = MailForm.of(delivery, folder.mark());
    EwsMessage made =
        CreateItem.in(
                client,
                folder.folder(),
                List.of(form.message()),
                Map.of(form.mime(), delivery.content()))
            .get(0);
    Optional<String> itemId = Answers.item(made).flatMap(item -> Nodes.id(item, "ItemId"));
    if (itemId.isEmpty()) {
      add(Subject.BYTES, Verdict.NO_GO, EwsErrors.of(made, "Writing a message").getMessage(), "");
      return;
    }
    ItemFacts facts =
        new ItemFacts(
            ItemType.MAIL, new ReadOptions(ExchangeUri.MailDate.RECEIVED, false, false, false));
    EwsAnswer answer = GetItem.mime(client, List.of(itemId.get()), facts.properties());
    Optional<XmlNode> element = Answers.item(answer.messages().get(0));
    if (element.isEmpty()) {
      add(
          Subject.BYTES,
          Verdict.NO_GO,
          EwsErrors.of(answer.messages().get(0), "Reading a message back").getMessage(),
          "");
      return;
    }
    Item copy =
        facts.item(
            folder.folder().path(), new ItemKey(itemId.get()), element.get(), ListOptions.PLAIN);
    compare(delivery, copy, element.get().child(type("MimeContent")).flatMap(answer::content));
  }

  private void compare(Delivery delivery, Item copy, Optional<Content> mime) {
    Optional<String> wanted = MessageHeader.of(delivery.content()).messageId();
    boolean sameId = mime.flatMap(text -> MessageHeader.of(text).messageId()).equals(wanted);
    survived(Subject.BYTES, sameId, "a message comes back with its Message-ID");
    boolean sameDate =
        copy.date().filter(date -> date.toInstant().equals(DATE.toInstant())).isPresent();
    survived(Subject.DATE, sameDate, "the date of a message");
    survived(Subject.FLAGS, copy.flags().equals(FLAGS), "the flags of a message");
    survived(Subject.KEYWORDS, copy.keywords().equals(KEYWORDS), "a keyword as a category");
  }

  private void survived(Subject subject, boolean kept, String what) {
    add(
        subject,
        kept ? Verdict.GO : Verdict.CAUTION,
        kept ? what + " is kept" : what + " is not kept",
        kept ? "" : "Compare some messages after the first pass");
  }

  private static Delivery delivery(ProbeFolder folder, String id) {
    String text =
        String.join(
            "\r\n",
            "Message-ID: <probe-" + id + "@mailtrek.invalid>",
            "Date: Thu, 2 Jan 2020 03:04:05 +0000",
            "From: MailTrek <probe@mailtrek.invalid>",
            "To: MailTrek <probe@mailtrek.invalid>",
            "Subject: Probe of MailTrek",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=us-ascii",
            "",
            "It is removed again.",
            "");
    Content content = Content.of(text.getBytes(StandardCharsets.US_ASCII));
    Item item =
        new Item(
            folder.folder().path(),
            ItemType.MAIL,
            new ItemKey(id),
            Optional.of(DATE),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            FLAGS,
            KEYWORDS);
    return new Delivery(item, Trace.of(item, content), content);
  }

  private void remove(ProbeFolder folder) throws StoppedException {
    String name = folder.folder().path().name();
    Optional<String> problem;
    try {
      problem = folder.remove();
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      problem = Optional.of(e.getMessage());
    }
    if (problem.isPresent()) {
      add(
          Subject.CLEAN_UP,
          Verdict.CAUTION,
          "the folder " + name + " is still there: " + problem.get(),
          "The next trial tries again; or delete it by hand");
    } else {
      add(Subject.CLEAN_UP, Verdict.GO, "the folder " + name + " and its message are removed", "");
    }
  }

  private void add(Subject subject, Verdict verdict, String text, String advice) {
    findings.add(new Finding(Side.DESTINATION, subject, verdict, text, advice));
  }
}
