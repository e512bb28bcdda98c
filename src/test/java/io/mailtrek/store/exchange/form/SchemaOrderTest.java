package io.mailtrek.store.exchange.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.xml.XmlNode;
import org.junit.jupiter.api.Test;

class SchemaOrderTest {

  @Test
  void childrenComeInTheOrderOfTheirType() {
    XmlNode item =
        Ews.element(
            "CalendarItem",
            Ews.text("StartTimeZone", ""),
            Ews.text("Location", "x"),
            Ews.text("Body", "y"),
            Ews.text("UID", "1"),
            Ews.text("ExtendedProperty", "a"),
            Ews.text("Subject", "z"),
            Ews.text("ExtendedProperty", "b"));
    assertEquals(
        "CalendarItem[Subject(z)][Body(y)][ExtendedProperty(a)][ExtendedProperty(b)][UID(1)]"
            + "[Location(x)][StartTimeZone]",
        FormLines.shown(SchemaOrder.sorted(item)));
  }

  @Test
  void eachTypeHasAnOrderOfItsOwn() {
    assertEquals(
        "Contact[FileAs(a)][DisplayName(b)]",
        FormLines.shown(
            SchemaOrder.sorted(
                Ews.element("Contact", Ews.text("DisplayName", "b"), Ews.text("FileAs", "a")))));
    assertEquals(
        "DistributionList[DisplayName(b)][FileAs(a)]",
        FormLines.shown(
            SchemaOrder.sorted(
                Ews.element(
                    "DistributionList", Ews.text("FileAs", "a"), Ews.text("DisplayName", "b")))));
  }
}
