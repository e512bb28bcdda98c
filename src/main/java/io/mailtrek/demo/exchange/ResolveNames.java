package io.mailtrek.demo.exchange;

import java.util.List;
import java.util.Locale;

/** Finds people of the organization. */
final class ResolveNames implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    String name = Requests.required(request, "UnresolvedEntry").text().strip();
    String wanted = name.toLowerCase(Locale.ROOT).replaceFirst("^smtp:", "");
    Answer answer = new Answer("ResolveNames");
    answer.add(
        () -> {
          List<ExchangeMailbox> found =
              caller.organization().mailboxes().stream()
                  .filter(m -> m.address().toLowerCase(Locale.ROOT).startsWith(wanted))
                  .toList();
          if (found.isEmpty()) {
            throw new EwsFailure("ErrorNameResolutionNoResults", "No results were found.");
          }
          Xml set = Xml.m("ResolutionSet");
          set.with("TotalItemsInView", "" + found.size()).with("IncludesLastItemInRange", "true");
          found.forEach(mailbox -> set.add(Xml.t("Resolution", mailbox(mailbox))));
          return List.of(set);
        });
    return answer.xml();
  }

  private static Xml mailbox(ExchangeMailbox mailbox) {
    return Xml.t(
        "Mailbox",
        Xml.t("Name", mailbox.address()),
        Xml.t("EmailAddress", mailbox.address()),
        Xml.t("RoutingType", "SMTP"),
        Xml.t("MailboxType", "Mailbox"));
  }
}
