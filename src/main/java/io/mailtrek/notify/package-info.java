/**
 * Tells people what happens in passes: {@link io.mailtrek.notify.Notifier} hears of it, and routes
 * send what it makes. Next to read: {@code routes/notify-mail.camel.yaml}.
 */
package io.mailtrek.notify;
