package io.mailtrek.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link DovecotServer} is to be: its users, store, folders and further settings. Obtained
 * from {@link DovecotServer#builder()}; not thread-safe.
 */
public final class DovecotConfig {
  /** How messages lie on the disk. */
  public enum Store {
    /** Dovecot's own format, one file a message; the default. */
    SDBOX("sdbox:~/sdbox"),
    /** Maildir++; the store into which {@link DovecotServer#dropMessage} can put raw files. */
    MAILDIR("maildir:~/Maildir");

    private final String location;

    Store(String location) {
      this.location = location;
    }
  }

  final Map<String, String> users = new LinkedHashMap<>();
  final Map<String, String> masterUsers = new LinkedHashMap<>();
  Store store = Store.SDBOX;
  Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  private final Map<String, String> specialFolders = new LinkedHashMap<>();
  private final List<String> extraLines = new ArrayList<>();
  private String prefix = "";
  private char separator = '/';

  DovecotConfig() {
    specialFolders.put("\\Drafts", "Drafts");
    specialFolders.put("\\Sent", "Sent");
    specialFolders.put("\\Trash", "Trash");
    specialFolders.put("\\Junk", "Junk");
    specialFolders.put("\\Archive", "Archive");
  }

  /** Adds a user; the mailbox comes into being at the first login. */
  public DovecotConfig user(String name, String password) {
    users.put(name, password);
    return this;
  }

  /**
   * Adds a user who may log in for any other: as {@code user*master}, or by SASL PLAIN with the
   * user as authorization identity.
   */
  public DovecotConfig masterUser(String name, String password) {
    masterUsers.put(name, password);
    return this;
  }

  /** Sets the store format. */
  public DovecotConfig store(Store format) {
    store = format;
    return this;
  }

  /**
   * Sets the personal namespace, by default no prefix and {@code /}. Maildir servers of old use
   * {@code "INBOX."} and {@code '.'}.
   */
  public DovecotConfig namespace(String newPrefix, char newSeparator) {
    prefix = newPrefix;
    separator = newSeparator;
    return this;
  }

  /**
   * Names the folder of a special-use role (RFC 6154), such as {@code \Sent}. Drafts, Sent and
   * Trash exist from the start, Junk and Archive once they are created.
   */
  public DovecotConfig specialFolder(String role, String name) {
    specialFolders.put(role, name);
    return this;
  }

  /**
   * Sets where the server's temporary folder is made, by default the system's place for such. Under
   * root it must be open to other accounts, which JUnit's {@code @TempDir} is not.
   */
  public DovecotConfig folder(Path parent) {
    folder = parent;
    return this;
  }

  /** Adds lines to the end of {@code dovecot.conf}, where they win over those before. */
  public DovecotConfig config(String lines) {
    extraLines.add(lines);
    return this;
  }

  /**
   * Starts the server and waits until it greets.
   *
   * @throws IllegalStateException if Dovecot cannot be started, with its log
   */
  public DovecotServer start() {
    return new DovecotServer(this);
  }

  /** The text of {@code dovecot.conf} for a server in {@code root}. */
  String render(Path root, int port, int tlsPort, DovecotAccount account) {
    StringBuilder out =
        new StringBuilder(
            """
            base_dir = %1$s/run
            state_dir = %1$s/run
            instance_name = %2$s
            protocols = imap
            listen = 127.0.0.1
            log_path = %1$s/log
            ssl = yes
            ssl_cert = <%1$s/tls/cert.pem
            ssl_key = <%1$s/tls/key.pem
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            auth_master_user_separator = *
            auth_failure_delay = 0
            mail_location = %5$s
            mail_uid = %6$s
            mail_gid = %7$s
            first_valid_uid = 1
            mail_fsync = never
            mail_max_userip_connections = 500
            default_process_limit = 500
            default_client_limit = 4000
            service imap-login {
              inet_listener imap {
                port = %3$d
              }
              inet_listener imaps {
                port = %4$d
                ssl = yes
              }
              service_count = 0
              process_limit = 1
              vsz_limit = 1G
            }
            service imap {
              vsz_limit = 2G
            }
            protocol imap {
              imap_max_line_length = 1M
            }
            passdb {
              driver = passwd-file
              args = %1$s/etc/masters
              master = yes
              result_success = continue
            }
            passdb {
              driver = passwd-file
              args = %1$s/etc/users
            }
            userdb {
              driver = static
              args = home=%1$s/home/%%u
            }
            """
                .formatted(
                    root,
                    root.getFileName(),
                    port,
                    tlsPort,
                    store.location,
                    account.mailUser(),
                    account.mailGroup()));
    appendNamespace(out);
    unprivileged(account).ifPresent(out::append);
    extraLines.forEach(lines -> out.append(lines).append('\n'));
    return out.toString();
  }

  private void appendNamespace(StringBuilder out) {
    out.append("namespace inbox {\n  inbox = yes\n");
    out.append("  prefix = ").append(prefix).append('\n');
    out.append("  separator = ").append(separator).append('\n');
    specialFolders.forEach(
        (role, name) -> {
          boolean fromTheStart = !role.equals("\\Junk") && !role.equals("\\Archive");
          out.append("  mailbox \"").append(name).append("\" {\n");
          out.append("    special_use = ").append(role).append('\n');
          out.append("    auto = ").append(fromTheStart ? "create" : "no").append("\n  }\n");
        });
    out.append("}\n");
  }

  /** An ordinary user can neither change to other accounts nor call chroot. */
  private static Optional<String> unprivileged(DovecotAccount account) {
    if (account.root()) {
      return Optional.empty();
    }
    return Optional.of(
        """
        default_internal_user = %1$s
        default_internal_group = %2$s
        default_login_user = %1$s
        service imap-login {
          chroot =
        }
        service anvil {
          chroot =
        }
        """
            .formatted(account.mailUser(), account.mailGroup()));
  }
}
