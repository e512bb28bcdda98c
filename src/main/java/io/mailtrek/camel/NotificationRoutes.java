package io.mailtrek.camel;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Notifications;
import io.mailtrek.config.Project;
import io.mailtrek.notify.MailSession;
import io.mailtrek.notify.MailText;
import io.mailtrek.notify.Notification;
import io.mailtrek.notify.Notifier;
import io.mailtrek.notify.WebhookRequest;
import io.mailtrek.pass.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that send notifications. They begin with {@code seda:notifications-} and a name of
 * their own, so that each keeps the order by itself and waits for no other. The shipped ones are
 * there when their settings are, and users may add others.
 */
final class NotificationRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationRoutes.class);
  private static final String START = "seda://notifications-";
  private static final String MAIL = "notify-mail";
  private static final String WEBHOOK = "notify-webhook";
  private static final String PATIENCE_MILLIS = "10000";

  private NotificationRoutes() {}

  /** The shipped routes that have no settings. */
  static List<String> unused(Notifications notifications) {
    List<String> routes = new ArrayList<>();
    if (notifications.mail().isEmpty()) {
      routes.add(MAIL);
    }
    if (notifications.webhook().isEmpty()) {
      routes.add(WEBHOOK);
    }
    return routes;
  }

  /** What Camel's client of a webhook needs to give up in time, unless the user sets it. */
  static Map<String, String> properties(Notifications notifications) {
    return notifications.webhook().isEmpty()
        ? Map.of()
        : Map.of(
            "camel.component.http.connectTimeout", PATIENCE_MILLIS,
            "camel.component.http.responseTimeout", PATIENCE_MILLIS);
  }

  /**
   * The beans that the shipped routes name.
   *
   * @throws ConfigException when the text of the e-mails can't be used
   */
  static Map<String, Object> beans(Notifications notifications) throws ConfigException {
    Map<String, Object> beans = new TreeMap<>();
    if (notifications.mail().isPresent()) {
      Notifications.Mail mail = notifications.mail().get();
      beans.put("mailText", MailText.read(mail.template()));
      beans.put("mailSession", MailSession.of(mail));
    }
    notifications.webhook().ifPresent(w -> beans.put("webhook", new WebhookRequest(w)));
    if (!beans.isEmpty()) {
      beans.put("lostNotification", new LostNotification());
    }
    return beans;
  }

  /** Sends what happens to the routes, if there are any. */
  static void connect(CamelContext context, Project project, Engine engine) {
    List<Endpoint> starts =
        context.getRoutes().stream()
            .map(Route::getEndpoint)
            .filter(endpoint -> endpoint.getEndpointUri().startsWith(START))
            .distinct()
            .toList();
    if (!starts.isEmpty()) {
      ProducerTemplate template = context.createProducerTemplate();
      engine.addListener(
          new Notifier(
              project.name(),
              project.notifications().events(),
              engine.ledger(),
              notification -> starts.forEach(start -> send(template, start, notification))));
    }
  }

  /** The exchange is made anew, so nothing of an item is in it. */
  private static void send(ProducerTemplate template, Endpoint start, Notification notification) {
    Exchange sent =
        template.send(
            start,
            exchange -> {
              Message message = exchange.getMessage();
              message.setBody(notification);
              message.setHeader(MailboxConstants.EVENT, notification.event().word());
              message.setHeader(MailboxConstants.PASS, notification.pass().id());
              message.setHeader(MailboxConstants.PASS_TYPE, notification.pass().type().word());
              notification
                  .mailbox()
                  .ifPresent(mailbox -> message.setHeader(MailboxConstants.MAILBOX, mailbox));
            });
    if (sent.getException() != null) {
      LOG.warn(
          "The notification {} was not taken by its routes.", notification, sent.getException());
    }
  }
}
