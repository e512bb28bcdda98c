package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import java.util.Map;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** The mailboxes that are worked on, as a table for JMX. */
final class LaneTable {
  private static final String NAME = "mailboxes";
  private static final String[] COLUMNS = {
    "mailbox", "pass", "connections", "windowItems", "windowBytes", "itemsInFlight"
  };
  private static final String[] DESCRIPTIONS = {
    "The source address",
    "The number of the pass",
    "How many connections to each server are open",
    "How many items may be in flight now",
    "How many bytes may be in flight now",
    "How many items are in flight"
  };
  private static final OpenType<?>[] TYPES = {
    SimpleType.STRING,
    SimpleType.LONG,
    SimpleType.INTEGER,
    SimpleType.INTEGER,
    SimpleType.LONG,
    SimpleType.INTEGER
  };

  private LaneTable() {}

  static TabularData of(Map<MailboxRun, Lanes> lanesByRun) throws OpenDataException {
    CompositeType row = new CompositeType(NAME, "A mailbox", COLUMNS, DESCRIPTIONS, TYPES);
    TabularData table =
        new TabularDataSupport(
            new TabularType(NAME, "Mailboxes at work", row, new String[] {"mailbox", "pass"}));
    for (Map.Entry<MailboxRun, Lanes> each : lanesByRun.entrySet()) {
      MailboxRun run = each.getKey();
      Window window = each.getValue().window();
      Object[] values = {
        run.mailbox().source(),
        run.pass().id(),
        each.getValue().count(),
        window.itemLimit(),
        window.byteLimit(),
        window.items()
      };
      table.put(new CompositeDataSupport(row, COLUMNS, values));
    }
    return table;
  }
}
