package io.mailtrek.migration;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** GreenMail servers in this process, on free ports of 127.0.0.1. */
final class EmbeddedImap {
  private EmbeddedImap() {}

  /** Starts one with users whose password is {@link TestProject#PASSWORD}. */
  static GreenMail start(String... users) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    for (String user : users) {
      server.setUser(user + "@example.org", user, TestProject.PASSWORD);
    }
    return server;
  }
}
