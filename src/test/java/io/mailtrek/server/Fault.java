package io.mailtrek.server;

import java.io.IOException;

/**
 * What goes wrong with one command on its way through a {@link FaultProxy}. One object serves one
 * rule, whose commands may come on several connections.
 */
public interface Fault {
  /**
   * The command has come from the client.
   *
   * @return whether the server is to get it
   */
  default boolean command(FaultLink link, String tag) throws IOException {
    return true;
  }

  /**
   * The server has sent a response to the command, untagged or tagged; it has not reached the
   * client.
   *
   * @param tagged whether it is the last one
   */
  default void response(FaultLink link, byte[] response, boolean tagged) throws IOException {
    link.toClient(response);
  }
}
