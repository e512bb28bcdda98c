package io.mailtrek.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** A catalogue of vCards that break naive programs, each with a name. */
public final class OddCard {
  private OddCard() {}

  /** What every server should take as it is. */
  public static List<SampleItem> valid() {
    List<SampleItem> all = new ArrayList<>();
    all.add(card("plain", "3.0"));
    all.add(card("version-4", "4.0", "KIND:individual", "GENDER:F", "BDAY:--0412"));
    all.add(
        card(
            "groups-of-lines",
            "3.0",
            "item1.EMAIL;TYPE=INTERNET:anna@old.example",
            "item1.X-ABLabel:_$!<Other>!$_",
            "item2.ADR;TYPE=HOME:;;Bahnhofstraße 1;Köln;;50667;Deutschland"));
    all.add(
        card(
            "list-of-people-4",
            "4.0",
            "KIND:group",
            "MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af",
            "MEMBER:mailto:anna@old.example"));
    all.add(
        card(
            "list-of-people-apple",
            "3.0",
            "X-ADDRESSBOOKSERVER-KIND:group",
            "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af"));
    all.add(card("photo-400kb", "3.0", "PHOTO;ENCODING=b;TYPE=JPEG:" + photo(300_000)));
    all.add(card("photo-as-uri", "4.0", "PHOTO:data:image/png;base64," + photo(300)));
    all.add(
        card("urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8ab", "4.0").named("uid-that-is-a-urn"));
    all.add(card("scripts", "3.0", "NICKNAME:山田 太郎", "ORG:Müller & Söhne;Büro"));
    all.add(card("long-note", "3.0", "NOTE:" + "Zeile\\n".repeat(5_000)));
    all.add(card("folded-in-a-character", "3.0", "NICKNAME:Größe 会議室").foldedInCharacters());
    all.add(
        card("types-apart", "3.0", "TEL;TYPE=WORK;TYPE=VOICE:+49 221 1", "TEL;TYPE=CELL:+49 1"));
    return all;
  }

  /** What servers may refuse as it is, but take when it is mended. */
  public static List<SampleItem> mendable() {
    String old =
        OddCalendar.lines(
            "BEGIN:VCARD",
            "VERSION:2.1",
            "UID:quoted-printable",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller",
            "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:first line=0D=0A=",
            "second line",
            "TEL;WORK;VOICE:+49 221 1234",
            "EMAIL;INTERNET:joerg@old.example",
            "END:VCARD");
    SampleItem plain = card("no-uid", "3.0");
    String text = new String(plain.content(), UTF_8);
    return List.of(
        SampleItem.of("quoted-printable", ItemType.CONTACT, old),
        SampleItem.of("no-uid", ItemType.CONTACT, text.replace("UID:no-uid\r\n", "")),
        SampleItem.of(
            "no-formatted-name",
            ItemType.CONTACT,
            text.replace("no-uid", "no-formatted-name").replaceAll("FN:[^\r]*\r\n", "")),
        SampleItem.of(
            "bare-lf", ItemType.CONTACT, text.replace("no-uid", "bare-lf").replace("\r\n", "\n")));
  }

  /** Many contacts; the same seed gives the same. */
  public static List<SampleItem> many(int count, long seed) {
    Random random = new Random(seed);
    List<SampleItem> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(
          card(
              "card-" + seed + "-" + i,
              "3.0",
              "EMAIL;TYPE=INTERNET:person" + i + "@old.example",
              "TEL;TYPE=CELL:+49 " + random.nextInt(1_000_000_000),
              "NOTE:" + "Grüße\\, ".repeat(random.nextInt(30))));
    }
    return items;
  }

  private static String photo(int bytes) {
    byte[] photo = new byte[bytes];
    new Random(bytes).nextBytes(photo);
    return Base64.getEncoder().encodeToString(photo);
  }

  private static SampleItem card(String uid, String version, String... further) {
    return SampleItem.of(
        uid,
        ItemType.CONTACT,
        OddCalendar.lines(
                "BEGIN:VCARD",
                "VERSION:" + version,
                "UID:" + uid,
                "FN:Anna Größe",
                "N:Größe;Anna;;;")
            + OddCalendar.lines(further)
            + "END:VCARD\r\n");
  }
}
