package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayProxyTest {
  private ScriptedImapServer server;

  @BeforeEach
  void startServer() throws IOException {
    server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK hello");
              while (true) {
                talk.answer("NOOP .*", "OK " + "x".repeat(90));
              }
            });
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void addsTheRoundTripOnceToACommandAndOnceToAPipeline() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port(), Duration.ofMillis(60));
        RawImap imap = RawImap.connect(proxy.port())) {
      long start = System.nanoTime();
      String last = "";
      for (int i = 0; i < 50; i++) {
        last = imap.send("NOOP " + i);
      }
      imap.finish(last, response -> {});
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertTrue(millis >= 60 && millis < 600, "took " + millis + " ms");
      assertTrue(server.received().get(49).endsWith("NOOP 49"), "order is kept");
    }
  }

  @Test
  void cutsAllConnectionsNowAndServesNewOnes() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port());
        RawImap imap = RawImap.connect(proxy.port())) {
      proxy.cutAll();
      assertThrows(IOException.class, () -> imap.command("NOOP 1"));
      try (RawImap again = RawImap.connect(proxy.port())) {
        again.command("NOOP 2");
      }
      assertEquals(2, proxy.accepted());
    }
  }

  @Test
  void cutsInTheMiddleOfAnAnswer() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port());
        RawImap imap = RawImap.connect(proxy.port())) {
      proxy.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 50);
      assertThrows(EOFException.class, () -> imap.command("NOOP 1"));
      assertEquals(1, server.received().size());
      proxy.cutAfterBytes(DelayProxy.Direction.TO_SERVER, 3);
      try (RawImap again = RawImap.connect(proxy.port())) {
        assertThrows(IOException.class, () -> again.command("NOOP 2"));
      }
      assertEquals(1, server.received().size());
    }
  }

  @Test
  void hangsWhileFrozenAndGoesOnAfterwards() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        RawImap imap = new RawImap(socket)) {
      proxy.freeze();
      String tag = imap.send("NOOP 1");
      socket.setSoTimeout(100);
      assertThrows(SocketTimeoutException.class, imap::read);
      socket.setSoTimeout(10_000);
      proxy.thaw();
      imap.finish(tag, response -> {});
    }
  }

  @Test
  void holdsBackAfterSomeBytesWhileTheOtherDirectionGoesOn() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port())) {
      proxy.holdAfterBytes(DelayProxy.Direction.TO_CLIENT, 5);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
        assertEquals("* OK ", read(socket, 5));
        assertTrue(proxy.held(DelayProxy.Direction.TO_CLIENT));
        socket.getOutputStream().write("t NOOP 1\r\n".getBytes(StandardCharsets.US_ASCII));
        TestProject.until(() -> server.received().size() == 1);
        assertFalse(proxy.held(DelayProxy.Direction.TO_SERVER));
        proxy.release();
        assertEquals("hello\r\nt OK x", read(socket, 13));
      }
    }
  }

  @Test
  void refusesNewConnectionsUntilToldOtherwise() throws Exception {
    try (DelayProxy proxy = DelayProxy.to(server.port());
        RawImap imap = RawImap.connect(proxy.port())) {
      proxy.refuse(true);
      assertThrows(ConnectException.class, () -> RawImap.connect(proxy.port()));
      imap.command("NOOP 1");
      proxy.refuse(false);
      RawImap.connect(proxy.port()).close();
    }
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }
}
