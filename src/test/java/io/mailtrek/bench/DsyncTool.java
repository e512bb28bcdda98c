package io.mailtrek.bench;

import io.mailtrek.server.DovecotServer;
import java.nio.file.Path;
import java.util.List;

/**
 * Dovecot's dsync, which reads the source by IMAP and writes the destination's store directly: the
 * destination's IMAP server has no part in it.
 */
final class DsyncTool implements Tool {
  @Override
  public String name() {
    return "dsync";
  }

  @Override
  public List<String> prepare(Site site, Path folder) {
    List<String> command =
        site.destination()
            .doveadmCommand(
                "-o",
                "imapc_host=127.0.0.1",
                "-o",
                "imapc_port=" + site.sourcePort(),
                "-o",
                "imapc_user={}",
                "-o",
                "imapc_password=" + Site.PASSWORD,
                "-o",
                "imapc_features=rfc822.size fetch-headers",
                "-o",
                "mail_prefetch_count=20",
                "backup",
                "-R",
                "-u",
                "{}",
                "imapc:");
    return Command.forEach(site.users(), command);
  }

  @Override
  public String version() {
    return "dsync of Dovecot " + DovecotServer.version().orElse("?");
  }
}
