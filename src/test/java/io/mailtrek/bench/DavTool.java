package io.mailtrek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A program that copies calendars and address books from server to server. */
enum DavTool {
  MAILTREK {
    @Override
    List<String> prepare(DavSide source, DavSide.Collections from, DavSide destination, Path folder)
        throws IOException {
      Path config = Files.createDirectories(folder.resolve("config"));
      Files.writeString(
          config.resolve("application.properties"),
          """
          mailtrek.project = benchmark
          mailtrek.source.dav = dav://127.0.0.1:%d?security=none
          mailtrek.destination.dav = dav://127.0.0.1:%d?security=none
          """
              .formatted(source.toolsPort(), destination.toolsPort()));
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
    List<String> prepare(DavSide source, DavSide.Collections from, DavSide destination, Path folder)
        throws IOException {
      DavSide.Collections to = destination.makeCollections();
      Path config = folder.resolve("config");
      Files.writeString(
          config,
          "[general]\nstatus_path = \"%s\"\n%s%s"
              .formatted(
                  folder.resolve("status"),
                  pair("caldav", url(source, from.calendar()), url(destination, to.calendar())),
                  pair(
                      "carddav",
                      url(source, from.addressBook()),
                      url(destination, to.addressBook()))));
      String program = "vdirsyncer -c " + config;
      return List.of("sh", "-c", "yes | " + program + " discover && " + program + " sync");
    }
  };

  /** Writes what the tool needs; returns the command of a pass. */
  abstract List<String> prepare(
      DavSide source, DavSide.Collections from, DavSide destination, Path folder)
      throws IOException;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The programs' own words on their versions. */
  static List<String> versions() {
    return List.of(
        "MailTrek " + Command.output("git", "rev-parse", "--short", "HEAD"),
        Command.output("vdirsyncer", "--version"));
  }

  private static String url(DavSide side, String path) {
    return "http://127.0.0.1:" + side.toolsPort() + path;
  }

  private static String pair(String type, String from, String to) {
    return """
        [pair %1$s]
        a = "old_%1$s"
        b = "new_%1$s"
        collections = null
        """
            .formatted(type)
        + storage("old_" + type, type, from)
        + storage("new_" + type, type, to);
  }

  private static String storage(String name, String type, String url) {
    return """
        [storage %s]
        type = "%s"
        url = "%s"
        username = "%s"
        password = "%s"
        """
        .formatted(name, type, url, DavBench.USER, DavBench.PASSWORD);
  }
}
