package io.mailtrek.bench;

import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RawDav;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A DAV server of one run, with a calendar and an address book.
 *
 * @param port where it listens, on 127.0.0.1
 * @param cpu the processor time that it has used
 * @param server what ends it
 * @param relay what tools connect to: it adds a round-trip time
 */
record DavSide(int port, Supplier<Duration> cpu, AutoCloseable server, DelayProxy relay)
    implements AutoCloseable {

  /** The servers that can be asked for. */
  enum Kind {
    /** Debian's Radicale, each in a process of its own. */
    RADICALE {
      @Override
      DavSide start(Duration roundTrip) throws IOException {
        RadicaleServer server = new RadicaleServer(Map.of(DavBench.USER, DavBench.PASSWORD));
        return new DavSide(
            server.port(),
            () -> ProcessTree.cpu(server.pid()),
            server,
            DelayProxy.to(server.port(), roundTrip));
      }

      @Override
      String version() {
        return "Radicale " + RadicaleServer.version().orElse("?");
      }
    },

    /** The server that the demo uses, in the process of the benchmark. */
    OWN {
      @Override
      DavSide start(Duration roundTrip) throws IOException {
        DavServer server = DavServer.start();
        server.tree().addUser(DavBench.USER, DavBench.PASSWORD);
        long pid = ProcessHandle.current().pid();
        return new DavSide(
            server.port(),
            () -> ProcessTree.cpu(pid),
            server,
            DelayProxy.to(server.port(), roundTrip));
      }

      @Override
      String version() {
        return "the demo's server";
      }
    };

    abstract DavSide start(Duration roundTrip) throws IOException;

    abstract String version();
  }

  /** Where tools connect. */
  int toolsPort() {
    return relay.port();
  }

  /** The user's own program, without the relay. */
  RawDav program() {
    return new RawDav(port, DavBench.USER, DavBench.PASSWORD);
  }

  /** Makes the two empty collections. */
  Collections makeCollections() throws IOException {
    RawDav dav = program();
    List<String> homes = dav.homes();
    return new Collections(
        dav.makeCalendar(homes.get(0), "work", "work", "VEVENT"),
        dav.makeAddressBook(homes.get(homes.size() - 1), "people", "people"));
  }

  /** The paths of the two collections. */
  record Collections(String calendar, String addressBook) {}

  @Override
  public void close() throws IOException {
    relay.close();
    try {
      server.close();
    } catch (Exception e) {
      throw new IOException("The server did not end", e);
    }
  }
}
