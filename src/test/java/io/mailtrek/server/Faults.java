package io.mailtrek.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The faults that tests choose from. */
public final class Faults {
  private Faults() {}

  /** Something done before the server gets the command. */
  @FunctionalInterface
  public interface Deed {
    /** Does it. */
    void run() throws Exception;
  }

  /** Answers in place of the server, which does not get the command. */
  public static Fault answer(String condition) {
    return new Fault() {
      @Override
      public boolean command(FaultLink link, String tag) throws IOException {
        link.toClient(line(tag + " " + condition));
        return false;
      }
    };
  }

  /** Says BYE (RFC 9051 §7.1.5) in place of the server, and closes the connection. */
  public static Fault bye(String text) {
    return new Fault() {
      @Override
      public boolean command(FaultLink link, String tag) throws IOException {
        link.toClient(line("* BYE " + text));
        link.cut();
        return false;
      }
    };
  }

  /** Sends something else than a response in place of the first one. */
  public static Fault garble(byte[] garbage) {
    return new Fault() {
      @Override
      public void response(FaultLink link, byte[] response, boolean tagged) throws IOException {
        link.toClient(garbage);
      }
    };
  }

  /** Lets the server do the command, and closes the connection in place of the tagged response. */
  public static Fault loseReply() {
    return new Fault() {
      @Override
      public void response(FaultLink link, byte[] response, boolean tagged) throws IOException {
        if (tagged) {
          link.cut();
        } else {
          link.toClient(response);
        }
      }
    };
  }

  /** Closes the connection in place of giving the server the command. */
  public static Fault drop() {
    return new Fault() {
      @Override
      public boolean command(FaultLink link, String tag) {
        link.cut();
        return false;
      }
    };
  }

  /** Lets the server do the command; from its first response on the connection is silent. */
  public static Fault stall() {
    return new Fault() {
      @Override
      public void response(FaultLink link, byte[] response, boolean tagged) {
        link.mute();
      }
    };
  }

  /** Changes the text of the responses, which have no literals. */
  public static Fault rewrite(UnaryOperator<String> change) {
    return new Fault() {
      @Override
      public void response(FaultLink link, byte[] response, boolean tagged) throws IOException {
        String text = new String(response, StandardCharsets.UTF_8);
        link.toClient(change.apply(text).getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Leaves out the last part of the first response with a literal, and goes on or closes. */
  public static Fault truncate(boolean goOn) {
    return new Fault() {
      private boolean done;

      @Override
      public void response(FaultLink link, byte[] response, boolean tagged) throws IOException {
        if (done || tagged) {
          link.toClient(response);
          return;
        }
        done = true;
        link.toClient(Arrays.copyOf(response, response.length * 2 / 3));
        if (!goOn) {
          link.cut();
        }
      }
    };
  }

  /** Does something before the server gets the command, which then takes its course. */
  public static Fault first(Deed deed) {
    return new Fault() {
      @Override
      public boolean command(FaultLink link, String tag) throws IOException {
        try {
          deed.run();
        } catch (Exception e) {
          throw new IOException("The deed of a test failed", e);
        }
        return true;
      }
    };
  }

  private static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
