package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.message;
import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Optional;

/** ResolveNames (MS-OXWSRSLNM §3.1.4.1): whose an address is. */
final class ResolveNames {

  private ResolveNames() {}

  /** The primary address of the mailbox that has an address; empty where that is not clear. */
  static Optional<String> primary(Ews ews, String address) throws StoreException {
    XmlNode operation =
        Nodes.message("ResolveNames", Nodes.messageText("UnresolvedEntry", "smtp:" + address));
    operation.attribute("ReturnFullContactData", "false");
    operation.attribute("SearchScope", "ActiveDirectory");
    EwsMessage answer = Answers.of(ews, EwsRequest.of(operation), 1).get(0);
    List<XmlNode> found =
        answer.element().child(message("ResolutionSet")).map(XmlNode::children).orElse(List.of());
    return found.size() == 1
        ? found.get(0).child(type("Mailbox")).flatMap(who -> Nodes.value(who, "EmailAddress"))
        : Optional.empty();
  }
}
