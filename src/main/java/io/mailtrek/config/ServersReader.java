package io.mailtrek.config;

import io.mailtrek.store.dav.DavUri;
import io.mailtrek.store.exchange.ExchangeUri;
import io.mailtrek.store.imap.ImapUri;
import io.mailtrek.store.net.Connecting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads which servers the two sides have.
 *
 * @param home the folder of the project, where relative paths of truststores begin
 * @param mistakes where mistakes go
 */
record ServersReader(Path home, Values values, List<Mistake> mistakes) {

  /** The servers of a side; without any there is a mistake. */
  Servers read(Setting.Endpoint settings) {
    if (!values.has(settings.imap())
        && !values.has(settings.dav())
        && !values.has(settings.ews())) {
      mistakes.add(values.mistake(settings.imap(), missing(settings)));
    }
    Optional<ImapUri> imap = values.get(settings.imap()).map(uri -> uri.inFolder(home));
    Optional<DavUri> dav = values.get(settings.dav()).map(uri -> uri.inFolder(home));
    Optional<ExchangeUri> ews = values.get(settings.ews()).map(uri -> uri.inFolder(home));
    imap.ifPresent(uri -> check(uri.connecting(), settings.imap()));
    dav.ifPresent(uri -> check(uri.connecting(), settings.dav()));
    ews.ifPresent(uri -> check(uri.connecting(), settings.ews()));
    if (values.has(settings.ews())) {
      checkExchange(settings);
    }
    return new Servers(imap, dav, ews);
  }

  private static String missing(Setting.Endpoint settings) {
    return settings.imap().name()
        + " is not set. Add a line: "
        + line(settings.imap())
        + ", or for a server of calendars and contacts: "
        + line(settings.dav())
        + ", or for an Exchange server, which has it all: "
        + line(settings.ews());
  }

  private static String line(Setting<?> setting) {
    return setting.name() + " = " + setting.form();
  }

  private void checkExchange(Setting.Endpoint settings) {
    Stream.of(settings.imap(), settings.dav())
        .filter(values::has)
        .forEach(
            other ->
                mistakes.add(
                    values.mistake(
                        other,
                        other.name()
                            + " can't stand beside "
                            + settings.ews().name()
                            + ": an Exchange server has items of all types, so each would be"
                            + " migrated twice, or nobody could say to which server it goes. Remove"
                            + " one of the two lines.")));
    if (values.has(settings.adminLogin())
        && values.standard(settings.adminLogin()) == AdminLogin.MASTER_USER) {
      mistakes.add(
          values.mistake(
              settings.adminLogin(),
              settings.adminLogin().name()
                  + ": Exchange knows no master-user. Remove the line: the administrator then takes"
                  + " the part of the mailbox (impersonation)."));
    }
  }

  private void check(Connecting connecting, Setting<?> setting) {
    Optional<Path> truststore = connecting.truststore();
    if (truststore.isPresent() && !Files.isReadable(truststore.get())) {
      mistakes.add(
          values.mistake(
              setting,
              setting.name() + ": The truststore " + truststore.get() + " can't be read."));
    }
  }
}
