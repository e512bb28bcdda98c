package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.card;
import static io.mailtrek.store.exchange.form.FormLines.content;
import static io.mailtrek.store.exchange.form.FormLines.extended;
import static io.mailtrek.store.exchange.form.FormLines.item;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static io.mailtrek.store.exchange.form.FormLines.shown;
import static io.mailtrek.store.exchange.form.FormLines.text;
import static io.mailtrek.store.exchange.form.FormLines.told;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactFormTest {

  private static NewItem made(String... lines) throws Exception {
    return ExchangeForm.of(ItemType.CONTACT, card(lines), OWNER);
  }

  @Test
  void everyFieldOfAContactIsInItsCard() throws Exception {
    Attachment photo =
        new Attachment(
            "ContactPicture.jpg",
            Optional.of("image/png"),
            Optional.empty(),
            false,
            true,
            Content.of(new byte[] {1, 2, 3}));
    List<String> lines =
        lines(
            Interchange.of(
                ItemType.CONTACT,
                item(
                    "<Contact><ItemId Id='AA=='/><Body BodyType='Text'>Likes tea</Body>"
                        + "<Categories><String>Friends</String><String>Cologne</String></Categories><FileAs>Müller,"
                        + " Jörg</FileAs><DisplayName>Dr. Jörg Müller</DisplayName>"
                        + "<GivenName>Jörg</GivenName><MiddleName>K.</MiddleName><Nickname>Jö</Nickname>"
                        + "<CompleteName><Title>Dr.</Title><Suffix>jr.</Suffix><YomiFirstName>yorg</YomiFirstName></CompleteName><CompanyName>Old"
                        + " &amp; Sons</CompanyName><EmailAddresses><Entry"
                        + " Key='EmailAddress2'>b@x.example</Entry><Entry"
                        + " Key='EmailAddress1'>a@x.example</Entry><Entry Key='EmailAddress3'"
                        + " RoutingType='EX'>/o=Org/cn=c</Entry></EmailAddresses><PhysicalAddresses><Entry"
                        + " Key='Business'><Street>Weg 1\n"
                        + "Haus 2</Street>"
                        + "<City>Köln</City><CountryOrRegion>Deutschland</CountryOrRegion>"
                        + "<PostalCode>50667</PostalCode></Entry><Entry"
                        + " Key='Other'><City>Bonn</City></Entry></PhysicalAddresses><PhoneNumbers><Entry"
                        + " Key='MobilePhone'>+49 1</Entry><Entry Key='BusinessFax'>+49"
                        + " 2</Entry><Entry Key='AssistantPhone'>+49 3</Entry></PhoneNumbers>"
                        + "<AssistantName>Bo</AssistantName>"
                        + "<Birthday>1980-05-02T22:00:00Z</Birthday>"
                        + "<BusinessHomePage>https://x.example</BusinessHomePage>"
                        + "<Children><String>Kai</String><String>Eva</String></Children>"
                        + "<Department>Sales</Department><Generation>jr.</Generation><ImAddresses><Entry"
                        + " Key='ImAddress1'>sip:jo@x.example</Entry></ImAddresses>"
                        + "<JobTitle>Head</JobTitle><Manager>Max</Manager><OfficeLocation>B"
                        + " 12</OfficeLocation><PostalAddressIndex>Business</PostalAddressIndex>"
                        + "<SpouseName>Ann</SpouseName><Surname>Müller</Surname>"
                        + "<WeddingAnniversary>1604-05-03T11:59:00Z</WeddingAnniversary><ExtendedProperty><ExtendedFieldURI"
                        + " DistinguishedPropertySetId='Address' PropertyId='32932'"
                        + " PropertyType='String'/><Value>c@x.example</Value>"
                        + "</ExtendedProperty></Contact>",
                    photo),
                OWNER));
    for (String line :
        List.of(
            "VERSION:3.0",
            "N:Müller;Jörg;K.;Dr.;jr.",
            "FN:Dr. Jörg Müller",
            "X-EVOLUTION-FILE-AS:Müller\\, Jörg",
            "NICKNAME:Jö",
            "X-PHONETIC-FIRST-NAME:yorg",
            "ORG:Old & Sons;Sales",
            "TITLE:Head",
            "X-EXCHANGE-OFFICE:B 12",
            "EMAIL;TYPE=INTERNET,PREF:a@x.example",
            "EMAIL;TYPE=INTERNET:b@x.example",
            "EMAIL;TYPE=INTERNET:c@x.example",
            "ADR;TYPE=WORK,PREF:;;Weg 1\\nHaus 2;Köln;;50667;Deutschland",
            "exchange1.ADR;TYPE=POSTAL:;;;Bonn;;;",
            "exchange1.X-ABLabel:Other",
            "TEL;TYPE=CELL:+49 1",
            "TEL;TYPE=WORK,FAX:+49 2",
            "exchange2.TEL;TYPE=VOICE:+49 3",
            "exchange2.X-ABLabel:Assistant",
            "IMPP:sip:jo@x.example",
            "BDAY;VALUE=date:1980-05-03",
            "X-ANNIVERSARY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-05-03",
            "exchange3.X-ABRELATEDNAMES:Max",
            "exchange3.X-ABLabel:_$!<Manager>!$_",
            "exchange7.X-ABRELATEDNAMES:Eva",
            "URL;TYPE=WORK:https://x.example",
            "NOTE:Likes tea",
            "CATEGORIES:Friends,Cologne",
            "PHOTO;ENCODING=b;TYPE=PNG:AQID")) {
      assertTrue(lines.contains(line), () -> line + " is missing in\n" + String.join("\n", lines));
    }
    assertTrue(
        lines.indexOf("EMAIL;TYPE=INTERNET:b@x.example")
            < lines.indexOf("EMAIL;TYPE=INTERNET:c@x.example"));
  }

  @Test
  void cardOfOthersFillsTheFields() throws Exception {
    NewItem made =
        made(
            "N:Müller;Jörg;K.;Dr.;jr.",
            "FN:Dr. Jörg Müller",
            "ORG:Old\\; Sons;Sales;North",
            "EMAIL;TYPE=INTERNET:a@x.example",
            "EMAIL;TYPE=INTERNET,PREF:b@x.example",
            "EMAIL;TYPE=INTERNET:c@x.example",
            "item1.EMAIL;TYPE=INTERNET:d@x.example",
            "item1.X-ABLabel:_$!<Other>!$_",
            "TEL;TYPE=WORK;TYPE=VOICE:1",
            "TEL;TYPE=work,voice:2",
            "TEL;TYPE=CELL:3",
            "TEL;TYPE=HOME,FAX:4",
            "ADR;TYPE=HOME:Box 7;Floor 2;Weg 1;Köln;NRW;50667;Deutschland",
            "BDAY:19800503",
            "item2.X-ABRELATEDNAMES;TYPE=pref:Ann",
            "item2.X-ABLabel:_$!<Spouse>!$_",
            "X-EVOLUTION-MANAGER:Max",
            "URL:https://x.example",
            "NOTE:Likes\\ntea",
            "CATEGORIES:Friends,Cologne",
            "PHOTO;ENCODING=b;TYPE=JPEG:AQID");
    assertEquals("Müller", text(made, "Surname"));
    assertEquals("Müller, Jörg", text(made, "FileAs"));
    assertEquals("Dr. Jörg Müller", text(made, "DisplayName"));
    assertEquals("Dr.", extended(made, Mapi.TITLE));
    assertEquals("jr.", text(made, "Generation"));
    assertEquals("Old; Sons", text(made, "CompanyName"));
    assertEquals("Sales; North", text(made, "Department"));
    assertEquals(
        "EmailAddresses[Entry @Key=EmailAddress1(b@x.example)]"
            + "[Entry @Key=EmailAddress2(a@x.example)][Entry @Key=EmailAddress3(c@x.example)]",
        shown(made, "EmailAddresses"));
    assertEquals(
        "PhoneNumbers[Entry @Key=BusinessPhone(1)][Entry @Key=BusinessPhone2(2)]"
            + "[Entry @Key=MobilePhone(3)][Entry @Key=HomeFax(4)]",
        shown(made, "PhoneNumbers"));
    assertEquals(
        "PhysicalAddresses[Entry @Key=Home[Street(Weg 1\nFloor 2\nBox 7)][City(Köln)][State(NRW)]"
            + "[CountryOrRegion(Deutschland)][PostalCode(50667)]]",
        shown(made, "PhysicalAddresses"));
    assertEquals("1980-05-03T11:59:00Z", text(made, "Birthday"));
    assertEquals("1980-05-03T00:00:00Z", extended(made, Mapi.BIRTHDAY));
    assertEquals("Ann", text(made, "SpouseName"));
    assertEquals("Max", text(made, "Manager"));
    assertEquals("Body @BodyType=Text(Likes\ntea\n\nE-mail: d@x.example)", shown(made, "Body"));
    assertEquals("Categories[String(Friends)][String(Cologne)]", shown(made, "Categories"));
    assertTrue(made.attachments().get(0).photo());
    assertArrayEquals(new byte[] {1, 2, 3}, made.attachments().get(0).content().toByteArray());
    assertEquals(List.of("E-mail: no room for more, it is in the notes"), made.losses());
  }

  @Test
  void cardsOfOtherVersionsAreRead() throws Exception {
    NewItem old =
        ExchangeForm.of(
            ItemType.CONTACT,
            content(
                "BEGIN:VCARD",
                "VERSION:2.1",
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
                "TEL;CELL:3",
                "END:VCARD"),
            OWNER);
    assertEquals("Müller", text(old, "Surname"));
    assertEquals("PhoneNumbers[Entry @Key=MobilePhone(3)]", shown(old, "PhoneNumbers"));
    NewItem four =
        ExchangeForm.of(
            ItemType.CONTACT,
            content(
                "BEGIN:VCARD",
                "VERSION:4.0",
                "FN:Jo",
                "BDAY:--0412",
                "ANNIVERSARY:20090808",
                "EMAIL:x@x.example",
                "EMAIL;PREF=1:jo@x.example",
                "RELATED;TYPE=child;VALUE=text:Kai",
                "PHOTO:data:image/png;base64,AQID",
                "END:VCARD"),
            OWNER);
    assertEquals("1604-04-12T00:00:00Z", extended(four, Mapi.BIRTHDAY));
    assertEquals("2009-08-08T11:59:00Z", text(four, "WeddingAnniversary"));
    assertTrue(
        shown(four, "EmailAddresses").startsWith("EmailAddresses[Entry @Key=EmailAddress1(jo@"));
    assertEquals("Children[String(Kai)]", shown(four, "Children"));
    assertEquals(Optional.of("image/png"), four.attachments().get(0).contentType());
  }

  @Test
  void groupBecomesAListOfAddresses() throws Exception {
    NewItem made =
        made(
            "FN:Team",
            "X-ADDRESSBOOKSERVER-KIND:group",
            "X-ADDRESSBOOKSERVER-MEMBER;X-CN=Bo Li:mailto:bo@x.example",
            "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af");
    assertEquals("DistributionList", made.element().name().getLocalPart());
    assertEquals("Team", text(made, "DisplayName"));
    assertEquals(
        "Members[Member[Mailbox[Name(Bo Li)][EmailAddress(bo@x.example)][RoutingType(SMTP)]"
            + "[MailboxType(OneOff)]]]",
        shown(made, "Members"));
    assertEquals(List.of("a member that is a reference to another contact"), made.losses());
    List<String> back = lines(Interchange.of(ItemType.CONTACT, told(made), OWNER));
    assertTrue(
        back.containsAll(
            List.of(
                "FN:Team",
                "X-ADDRESSBOOKSERVER-KIND:group",
                "X-ADDRESSBOOKSERVER-MEMBER;X-CN=Bo Li:mailto:bo@x.example")),
        () -> String.join("\n", back));
  }

  @Test
  void contactComesBackAsItWas() throws Exception {
    String[] lines = {
      "N:Müller;Jörg;K.;Dr.;jr.",
      "FN:Dr. Jörg Müller",
      "NICKNAME:Jö",
      "ORG:Old & Sons;Sales",
      "TITLE:Head",
      "EMAIL;TYPE=INTERNET,PREF:a@x.example",
      "EMAIL;TYPE=INTERNET:b@x.example",
      "EMAIL;TYPE=INTERNET:c@x.example",
      "TEL;TYPE=CELL:+49 1",
      "ADR;TYPE=HOME:;;Weg 1;Köln;;50667;Deutschland",
      "IMPP:xmpp:jo@x.example",
      "BDAY;VALUE=date:1980-05-03",
      "X-ANNIVERSARY;VALUE=date:2009-08-08",
      "URL;TYPE=HOME:https://home.example",
      "NOTE:Zeile 1\\nZeile 2",
      "CATEGORIES:Friends,Cologne",
      "CLASS:PRIVATE",
      "PHOTO;ENCODING=b;TYPE=JPEG:AQID",
      "GEO:50.9;6.9",
      "X-SOCIALPROFILE;TYPE=twitter:jo"
    };
    List<String> back = lines(Interchange.of(ItemType.CONTACT, told(made(lines)), OWNER));
    for (String line : lines) {
      assertTrue(back.contains(line), () -> line + " is missing in\n" + String.join("\n", back));
    }
  }

  /** People see it in the notes, and the next server has it where it belongs. */
  @Test
  void whatExchangeHasNoRoomForComesBack() throws Exception {
    NewItem made =
        made(
            "FN:Jo",
            "EMAIL:a@x.example",
            "EMAIL:b@x.example",
            "EMAIL:c@x.example",
            "item1.EMAIL;TYPE=HOME:d@x.example",
            "item1.X-ABLabel:Club",
            "EMAIL:e@x.example",
            "TEL;TYPE=PAGER:1",
            "TEL;TYPE=PAGER:2",
            "ADR;TYPE=HOME:;;Weg 1;;;;",
            "ADR;TYPE=HOME:;;Weg 2;;;;",
            "ADR;TYPE=HOME:;;Weg 3;;;;",
            "IMPP:sip:1",
            "IMPP:sip:2",
            "IMPP:sip:3",
            "X-SKYPE:four",
            "URL:https://1.example",
            "URL:https://2.example");
    assertEquals(5, made.losses().size(), made.losses().toString());
    List<String> back = lines(Interchange.of(ItemType.CONTACT, told(made), OWNER));
    for (String line :
        List.of(
            "EMAIL;TYPE=HOME:d@x.example",
            "EMAIL:e@x.example",
            "TEL;TYPE=PAGER:2",
            "ADR;TYPE=HOME:;;Weg 3;;;;",
            "X-SKYPE:four",
            "URL:https://2.example")) {
      assertEquals(1, back.stream().filter(line::equals).count(), () -> String.join("\n", back));
    }
    assertEquals(5, back.stream().filter(line -> line.startsWith("EMAIL")).count());
  }

  /** Its user has put an address to where there is room by now. */
  @Test
  void whatIsThereByNowIsNotThereTwice() throws Exception {
    List<String> lines =
        lines(
            Interchange.of(
                ItemType.CONTACT,
                item(
                    "<Contact><DisplayName>Jo</DisplayName><EmailAddresses>"
                        + "<Entry Key='EmailAddress1'>d@x.example</Entry></EmailAddresses>"
                        + "<ExtendedProperty><ExtendedFieldURI"
                        + " DistinguishedPropertySetId='PublicStrings'"
                        + " PropertyName='MailTrekKept' PropertyType='String'/>"
                        + "<Value>EMAIL:d@x.example\nEMAIL:e@x.example</Value>"
                        + "</ExtendedProperty></Contact>"),
                OWNER));
    assertEquals(
        List.of("EMAIL;TYPE=INTERNET,PREF:d@x.example", "EMAIL:e@x.example"),
        lines.stream().filter(line -> line.startsWith("EMAIL")).toList());
  }
}
