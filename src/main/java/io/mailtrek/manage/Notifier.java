package io.mailtrek.manage;

import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.apache.camel.api.management.NotificationSender;

/** Sends the notifications of one MBean, numbered from 1. Safe for use by many threads. */
final class Notifier {
  private final ObjectName source;
  private final AtomicLong sent = new AtomicLong();
  private volatile NotificationSender sender = notification -> {};

  Notifier(ObjectName source) {
    this.source = source;
  }

  /** From now on notifications go there. */
  void to(NotificationSender registered) {
    sender = registered;
  }

  /**
   * Sends one.
   *
   * @param data what it is about, as the tables of the MBean have it
   */
  void send(String type, String message, CompositeData data) {
    Notification notification =
        new Notification(type, source, sent.incrementAndGet(), System.currentTimeMillis(), message);
    notification.setUserData(data);
    sender.sendNotification(notification);
  }
}
