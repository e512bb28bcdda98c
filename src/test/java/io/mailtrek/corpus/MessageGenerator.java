package io.mailtrek.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes the messages of a {@link Corpus}, one after the other. */
final class MessageGenerator {
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
  private static final List<String> SENDERS =
      List.of(
          "Anna Berg <anna@example.com>",
          "=?UTF-8?Q?Zo=C3=AB_M=C3=BCller?= <zoe@example.net>",
          "\"Doe, John\" <john.doe@example.org>",
          "=?ISO-8859-1?Q?Andr=E9?= <andre@example.com>",
          "no-reply@example.com",
          "Ünencoded Sender <raw@example.net>");
  private static final List<String> SUBJECTS =
      List.of(
          "Quarterly figures %d",
          "Re: Lieferung %d",
          "=?UTF-8?B?6KaL56mN5pu4?= %d",
          "=?UTF-8?Q?R=C3=A9servation?= %d",
          "[list] Re: Re: question %d",
          "Счёт %d",
          "Fwd: photos (%d)");
  private static final List<String> KEYWORDS =
      List.of("$Forwarded", "$Label1", "NonJunk", "project-x", "$MDNSent");
  private static final int[] ZONES = {0, 60, 120, -300, 330, -480};

  private final Corpus.Profile profile;
  private final Instant base;
  private final Random random;
  private final FillText fill;
  private int serial;
  private String previousId;
  private byte[] previousContent;

  MessageGenerator(Corpus.Profile profile, long seed, Instant base) {
    this.profile = profile;
    this.base = base;
    this.random = new Random(seed * 31 + profile.name().hashCode());
    this.fill = new FillText(random);
  }

  SampleMessage next(String folder) {
    serial++;
    long secondsAgo = (long) (random.nextDouble() * Corpus.SPAN.toSeconds());
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(ZONES[random.nextInt(ZONES.length)] * 60);
    OffsetDateTime date = base.minus(Duration.ofSeconds(secondsAgo)).atOffset(zone).withNano(0);
    return new SampleMessage(folder, flags(folder), date, content(date));
  }

  private List<String> flags(String folder) {
    List<String> flags = new ArrayList<>();
    addWithChance(flags, 0.75, "\\Seen");
    addWithChance(flags, 0.15, "\\Answered");
    addWithChance(flags, 0.05, "\\Flagged");
    addWithChance(flags, folder.equals("Drafts") ? 1 : 0, "\\Draft");
    addWithChance(flags, 0.08, KEYWORDS.get(random.nextInt(KEYWORDS.size())));
    return flags;
  }

  private void addWithChance(List<String> flags, double chance, String flag) {
    if (random.nextDouble() < chance) {
      flags.add(flag);
    }
  }

  /** 1 % have no Message-ID, 0.25 % are the message before again, 0.25 % have only its id. */
  private byte[] content(OffsetDateTime date) {
    double chance = random.nextDouble();
    String id = "<%08x.%d@mail%d.example.com>".formatted(random.nextInt(), serial, serial % 40);
    if (chance < 0.01) {
      id = null;
    } else if (chance < 0.0125 && previousContent != null) {
      return previousContent;
    } else if (chance < 0.015 && previousId != null) {
      id = previousId;
    }
    byte[] content = compose(headers(date, id));
    if (id != null) {
      previousId = id;
      previousContent = content;
    }
    return content;
  }

  private String headers(OffsetDateTime date, String id) {
    StringBuilder out = new StringBuilder();
    if (profile != Corpus.Profile.TINY) {
      for (int hop = 1 + random.nextInt(4); hop > 0; hop--) {
        out.append("Received: from relay%d.example.net (192.0.2.%d)\n".formatted(hop, hop));
        out.append("\tby mx%d.example.org with ESMTPS id %08X;\n".formatted(hop, random.nextInt()));
        out.append("\t").append(date.format(RFC_5322)).append('\n');
      }
    }
    out.append("From: ").append(SENDERS.get(random.nextInt(SENDERS.size()))).append('\n');
    out.append("To: user@example.org\n");
    String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    out.append("Subject: ").append(subject.formatted(serial)).append('\n');
    if (random.nextDouble() >= 0.005) {
      out.append("Date: ").append(date.format(RFC_5322)).append('\n');
    }
    if (id != null) {
      String[] spellings = {"Message-ID: ", "Message-Id: ", "Message-ID:\n "};
      out.append(spellings[random.nextInt(spellings.length)]).append(id).append('\n');
    }
    out.append("MIME-Version: 1.0\n");
    return out.toString();
  }

  private byte[] compose(String headers) {
    int size = size();
    double odd = random.nextDouble();
    Writer out = new Writer(size + 4096).text(headers);
    if (odd < 0.004) {
      out.text("Content-Type: text/plain; charset=iso-8859-1\n");
      out.text("Content-Transfer-Encoding: 8bit\n\n");
      out.text("Grüße, déjà vu\n", StandardCharsets.ISO_8859_1);
      fill.words(out.bytes(), Math.min(size, 20_000));
    } else if (odd < 0.006) {
      out.text("Content-Type: multipart/mixed; boundary=\"open\"\n\n--open\n\n");
      fill.words(out.bytes(), Math.min(size, 20_000));
    } else if (odd < 0.008) {
      out.text("\n");
    } else if (odd < 0.010) {
      out.text("Content-Type: text/plain\n\n" + "z".repeat(4000) + "\nno line end");
    } else if (odd < 0.012) {
      out.text("Content-Type: message/rfc822\n\nFrom: inner@example.com\nSubject: inner\n\n");
      fill.words(out.bytes(), Math.min(size, 20_000));
    } else if (size < 6_000) {
      out.text("Content-Type: text/plain; charset=utf-8\n\n");
      fill.words(out.bytes(), size - out.bytes().size());
    } else if (size < 30_000) {
      alternative(out, size - out.bytes().size());
    } else {
      attachment(out, size - out.bytes().size());
    }
    return out.bytes().toByteArray();
  }

  private void alternative(Writer out, int size) {
    out.text("Content-Type: multipart/alternative; boundary=\"alt-%d\"\n\n".formatted(serial));
    out.text("--alt-%d\nContent-Type: text/plain; charset=utf-8\n\n".formatted(serial));
    fill.words(out.bytes(), size / 3);
    out.text("\n--alt-%d\nContent-Type: text/html; charset=utf-8\n\n<p>".formatted(serial));
    fill.words(out.bytes(), size * 2 / 3 - 200);
    out.text("</p>\n--alt-%d--\n".formatted(serial));
  }

  private void attachment(Writer out, int size) {
    out.text("Content-Type: multipart/mixed; boundary=\"mix-%d\"\n\n".formatted(serial));
    out.text("--mix-%d\nContent-Type: text/plain; charset=utf-8\n\n".formatted(serial));
    fill.words(out.bytes(), 2_000);
    out.text("\n--mix-%d\nContent-Type: application/octet-stream\n".formatted(serial));
    out.text("Content-Transfer-Encoding: base64\n");
    out.text("Content-Disposition: attachment; filename=\"file %d.bin\"\n\n".formatted(serial));
    fill.base64(out.bytes(), size - 2_400);
    out.text("\n--mix-%d--\n".formatted(serial));
  }

  private int size() {
    if (profile == Corpus.Profile.TINY) {
      return 800 + random.nextInt(400);
    }
    if (profile == Corpus.Profile.REAL && random.nextDouble() < 0.0008) {
      return 2_000_000 + random.nextInt(8_000_000);
    }
    // StrictMath gives the same bits on every machine.
    double size = profile.median * StrictMath.exp(random.nextGaussian() * profile.sigma);
    return (int) Math.min(Math.max(size, 400), profile.max);
  }

  /** Collects a message; line ends become CRLF. */
  private static final class Writer {
    private final ByteArrayOutputStream bytes;

    Writer(int capacity) {
      bytes = new ByteArrayOutputStream(capacity);
    }

    Writer text(String text) {
      return text(text, StandardCharsets.UTF_8);
    }

    Writer text(String text, Charset charset) {
      bytes.writeBytes(text.replace("\n", "\r\n").getBytes(charset));
      return this;
    }

    ByteArrayOutputStream bytes() {
      return bytes;
    }
  }
}
