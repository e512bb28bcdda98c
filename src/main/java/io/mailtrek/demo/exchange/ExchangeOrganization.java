package io.mailtrek.demo.exchange;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a server holds, and what was asked of it. Who works with it from several threads holds
 * its lock, as the server does for each request.
 */
public final class ExchangeOrganization {
  private final Map<String, ExchangeMailbox> mailboxes = new LinkedHashMap<>();
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final Set<String> admins = new LinkedHashSet<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Asked> mailed = new ArrayList<>();
  private int findCountLimit = 1000;
  private int messageSizeLimit = 48 << 20;
  private int requestSizeLimit = 64 << 20;
  private int issued;

  ExchangeOrganization() {}

  /** Adds a user with an empty mailbox. */
  public ExchangeMailbox addMailbox(String address, String password) {
    return addMailbox(address, password, FolderNames.ENGLISH);
  }

  /** Adds a user with an empty mailbox whose folders have names of a language. */
  public synchronized ExchangeMailbox addMailbox(
      String address, String password, FolderNames names) {
    ExchangeMailbox mailbox = new ExchangeMailbox(this, address, names);
    mailboxes.put(address.toLowerCase(Locale.ROOT), mailbox);
    passwords.put(address, password);
    return mailbox;
  }

  /** Adds a user without a mailbox, who may act for all others. */
  public synchronized void addAdmin(String login, String password) {
    passwords.put(login, password);
    admins.add(login);
  }

  /** Takes the right to act for others away, or gives it. */
  public synchronized void mayImpersonate(String login, boolean may) {
    if (may) {
      admins.add(login);
    } else {
      admins.remove(login);
    }
  }

  /** The mailbox of an address. */
  public synchronized Optional<ExchangeMailbox> mailbox(String address) {
    return Optional.ofNullable(mailboxes.get(address.toLowerCase(Locale.ROOT)));
  }

  /** All mailboxes. */
  public synchronized List<ExchangeMailbox> mailboxes() {
    return List.copyOf(mailboxes.values());
  }

  /** Takes a mailbox away, as when it has moved to another server. */
  public synchronized void removeMailbox(String address) {
    mailboxes.remove(address.toLowerCase(Locale.ROOT));
  }

  /** How many items or folders one answer has at most; 1,000 at the beginning, as at Exchange. */
  public synchronized void findCountLimit(int entries) {
    findCountLimit = entries;
  }

  /** How many bytes an item has at most. */
  public synchronized void messageSizeLimit(int bytes) {
    messageSizeLimit = bytes;
  }

  /** How many bytes a request has at most. */
  public synchronized void requestSizeLimit(int bytes) {
    requestSizeLimit = bytes;
  }

  /** What was asked for up to now, or since it was forgotten. */
  public synchronized List<Asked> operations() {
    return List.copyOf(asked);
  }

  /** How often an operation was asked for. */
  public synchronized long count(String operation) {
    return asked.stream().filter(one -> one.operation().equals(operation)).count();
  }

  /** Begins to note anew what is asked for. */
  public synchronized void forgetOperations() {
    asked.clear();
  }

  /** The requests that would have made Exchange send mail to anybody. */
  public synchronized List<Asked> mailed() {
    return List.copyOf(mailed);
  }

  /** Makes all tokens worthless that were given up to now. */
  public synchronized void expireTokens() {
    tokens.clear();
  }

  synchronized Optional<String> issueToken(String login, String password) {
    if (!password.equals(passwords.get(login))) {
      return Optional.empty();
    }
    String token = Ids.base64("token-" + ++issued + "-" + login);
    tokens.put(token, login);
    return Optional.of(token);
  }

  synchronized boolean knows(String login, String password) {
    return password.equals(passwords.get(login));
  }

  synchronized Optional<String> loginOfToken(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  synchronized boolean isAdmin(String login) {
    return admins.contains(login);
  }

  synchronized void note(Asked request, boolean wouldSend) {
    asked.add(request);
    if (wouldSend) {
      mailed.add(request);
    }
  }

  synchronized int findCountLimit() {
    return findCountLimit;
  }

  synchronized int messageSizeLimit() {
    return messageSizeLimit;
  }

  synchronized int requestSizeLimit() {
    return requestSizeLimit;
  }

  /** Where times without a zone are. */
  ZoneId zone() {
    return ZoneOffset.UTC;
  }
}
