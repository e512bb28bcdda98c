package io.mailtrek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mbsync of isync, pulling from server to server, with a process for each mailbox. */
final class MbsyncTool implements Tool {
  @Override
  public String name() {
    return "mbsync";
  }

  @Override
  public List<String> prepare(Site site, Path folder) throws IOException {
    for (String user : site.users()) {
      Path state = Files.createDirectories(folder.resolve(user));
      String config =
          store("old", user, site.sourcePort())
              + store("new", user, site.destinationPort())
              + """
              Channel mail
              Far :old:
              Near :new:
              Patterns *
              Sync Pull New
              Create Near
              CopyArrivalDate yes
              SyncState %s/
              """
                  .formatted(state);
      Files.writeString(folder.resolve(user + ".conf"), config);
    }
    return Command.forEach(
        site.users(), List.of("mbsync", "-q", "-c", folder + "/{}.conf", "mail"));
  }

  @Override
  public String version() {
    return Command.output("mbsync", "--version");
  }

  private static String store(String name, String user, int port) {
    return """
        IMAPAccount %1$s
        Host 127.0.0.1
        Port %2$d
        User %3$s
        Pass %4$s
        SSLType None
        AuthMechs LOGIN
        PipelineDepth 50

        IMAPStore %1$s
        Account %1$s
        PathDelimiter /

        """
        .formatted(name, port, user, Site.PASSWORD);
  }
}
