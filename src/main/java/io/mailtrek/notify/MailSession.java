package io.mailtrek.notify;

import io.mailtrek.config.Notifications;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/** Makes the session with the mail server that sends notifications. */
public final class MailSession {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private MailSession() {}

  /**
   * A session for one server. TLS is required unless it is switched off, and certificates are
   * checked. The password is only in here, not in the route.
   */
  public static Session of(Notifications.Mail mail) {
    String protocol = mail.server().getScheme();
    boolean tls = mail.security() == Notifications.Security.TLS;
    String patience = Long.toString(PATIENCE.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    set(properties, protocol, "starttls.enable", Boolean.toString(tls));
    set(properties, protocol, "starttls.required", Boolean.toString(tls));
    set(properties, protocol, "ssl.checkserveridentity", "true");
    set(properties, protocol, "connectiontimeout", patience);
    set(properties, protocol, "timeout", patience);
    set(properties, protocol, "writetimeout", patience);
    set(properties, protocol, "auth", Boolean.toString(mail.login().isPresent()));
    mail.login().ifPresent(login -> set(properties, protocol, "user", login));
    return Session.getInstance(properties, new Login(mail));
  }

  private static void set(Properties properties, String protocol, String name, String value) {
    properties.setProperty("mail." + protocol + "." + name, value);
  }

  private static final class Login extends Authenticator {
    private final Notifications.Mail mail;

    private Login(Notifications.Mail mail) {
      this.mail = mail;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return mail.login().isPresent() && mail.password().isPresent()
          ? new PasswordAuthentication(mail.login().get(), mail.password().get().reveal())
          : null;
    }
  }
}
