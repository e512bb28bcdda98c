package io.mailtrek.demo;

import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Writes contacts (RFC 2426, RFC 6350); the same seed writes the same contacts. */
final class SampleContacts {
  private static final List<String> NAMES =
      List.of("Müller;Jörg", "Poppins;Mary", "Nowak;Łukasz", "山田;太郎", "Ångström;Åsa");

  private final Random random;

  SampleContacts(long seed) {
    this.random = new Random(seed);
  }

  /** One of several kinds of contacts. */
  String next(int number) {
    String[] name = NAMES.get(number % NAMES.size()).split(";", 2);
    String further =
        switch (number % 3) {
          case 0 -> "VERSION:3.0\nPHOTO;ENCODING=b;TYPE=JPEG:" + photo() + "\n";
          case 1 -> "VERSION:4.0\nKIND:individual\nBDAY:--0412\nTEL;VALUE=uri:tel:+49-221-1234\n";
          default ->
              "VERSION:3.0\nitem1.EMAIL;TYPE=INTERNET:person"
                  + number
                  + "@elsewhere.example\n"
                  + "item1.X-ABLabel:privat\nADR;TYPE=HOME:;;Domstraße 1;Köln;;50667;Deutschland\n";
        };
    return ("BEGIN:VCARD\n"
            + further
            + "UID:contact-"
            + number
            + "\nFN:"
            + name[1]
            + " "
            + name[0]
            + "\nN:"
            + name[0]
            + ";"
            + name[1]
            + ";;;\nEND:VCARD\n")
        .replace("\n", "\r\n");
  }

  private String photo() {
    byte[] bytes = new byte[2_000 + random.nextInt(20_000)];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
