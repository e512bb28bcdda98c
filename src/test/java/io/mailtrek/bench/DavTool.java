package io.mailtrek.bench;

import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RawDav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A program that copies calendars and address books from server to server. */
enum DavTool {
  MAILTREK {
    @Override
    List<String> prepare(RadicaleServer source, RadicaleServer destination, Path folder)
        throws IOException {
      Path config = Files.createDirectories(folder.resolve("config"));
      Files.writeString(
          config.resolve("application.properties"),
          """
          mailtrek.project = benchmark
          mailtrek.source.dav = %s
          mailtrek.destination.dav = %s
          """
              .formatted(source.uri(), destination.uri()));
      Files.writeString(
          config.resolve("mailboxes.csv"),
          """
          Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password
          anna@old.example,%1$s,%2$s,anna@new.example,%1$s,%2$s
          """
              .formatted(DavBench.USER, DavBench.PASSWORD));
      MailTrekTool.copyRoutes(folder.resolve("routes"));
      return List.of(
          MailTrekTool.LAUNCHER.toAbsolutePath().toString(),
          "--home",
          folder.toString(),
          "full",
          "--all",
          "--json");
    }
  },

  /** It copies between collections that exist, and has to be told each. */
  VDIRSYNCER {
    @Override
    List<String> prepare(RadicaleServer source, RadicaleServer destination, Path folder)
        throws IOException {
      RawDav dav = new RawDav(destination.port(), DavBench.USER, DavBench.PASSWORD);
      String home = dav.homes().get(0);
      dav.makeCalendar(home, "work", "work", "VEVENT");
      dav.makeAddressBook(home, "people", "people");
      Path config = folder.resolve("config");
      Files.writeString(
          config,
          "[general]\nstatus_path = \"%s\"\n%s%s"
              .formatted(
                  folder.resolve("status"),
                  pair("caldav", "work", source, destination),
                  pair("carddav", "people", source, destination)));
      String program = "vdirsyncer -c " + config;
      return List.of("sh", "-c", "yes | " + program + " discover && " + program + " sync");
    }
  };

  /** Writes what the tool needs; returns the command of a pass. */
  abstract List<String> prepare(RadicaleServer source, RadicaleServer destination, Path folder)
      throws IOException;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The programs' own words on their versions. */
  static List<String> versions() {
    return List.of(
        "MailTrek " + Command.output("git", "rev-parse", "--short", "HEAD"),
        Command.output("vdirsyncer", "--version"),
        "Radicale " + RadicaleServer.version().orElse("?"));
  }

  private static String pair(
      String type, String collection, RadicaleServer source, RadicaleServer destination) {
    return """
        [pair %2$s]
        a = "old_%2$s"
        b = "new_%2$s"
        collections = null
        """
            .formatted(type, collection)
        + storage("old_", type, collection, source.port())
        + storage("new_", type, collection, destination.port());
  }

  private static String storage(String prefix, String type, String collection, int port) {
    return """
        [storage %s%s]
        type = "%s"
        url = "http://127.0.0.1:%d/%s/%s/"
        username = "%s"
        password = "%s"
        """
        .formatted(
            prefix,
            collection,
            type,
            port,
            DavBench.USER,
            collection,
            DavBench.USER,
            DavBench.PASSWORD);
  }
}
