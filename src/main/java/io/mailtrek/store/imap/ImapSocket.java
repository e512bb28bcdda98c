package io.mailtrek.store.imap;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The bytes to and from a server, buffered, with the time of the last of them. One thread reads,
 * one writes; {@link #close} may come from any.
 */
final class ImapSocket implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final ImapUri uri;
  private final Supplier<SSLSocketFactory> tls;
  private Socket socket;
  private Input in;
  private OutputStream out;
  private volatile long lastActivity = System.nanoTime();

  /** Connects; the read timeout holds until {@link #waitForever}. */
  ImapSocket(ImapUri uri, Supplier<SSLSocketFactory> tls) throws IOException {
    this.uri = uri;
    this.tls = tls;
    InetSocketAddress address = new InetSocketAddress(uri.host(), uri.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(uri.host());
    }
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, Math.toIntExact(uri.connecting().connectTimeout().toMillis()));
      socket.setSoTimeout(Math.toIntExact(uri.connecting().readTimeout().toMillis()));
      openStreams();
      if (uri.security() == ImapUri.Security.TLS) {
        startTls();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Goes on in TLS, with the certificate and the host name checked. */
  void startTls() throws IOException {
    if (in.available() > 0) {
      throw new IOException("The server sent data ahead of TLS, which somebody may have injected");
    }
    SSLSocket secure = (SSLSocket) tls.get().createSocket(socket, uri.host(), uri.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    // RFC 7817 checks names as HTTPS does.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    socket = secure;
    openStreams();
  }

  /** The terms of TLS; empty in the clear. */
  Optional<SSLSession> tlsSession() {
    return socket instanceof SSLSocket secure ? Optional.of(secure.getSession()) : Optional.empty();
  }

  /** Lets a read wait for as long as nothing comes; {@link #silence} is watched instead. */
  void waitForever() throws IOException {
    socket.setSoTimeout(0);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** How long no byte has moved. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastActivity);
  }

  /** Begins to measure the silence anew. */
  void touch() {
    lastActivity = System.nanoTime();
  }

  @Override
  public void close() {
    try {
      // For TLS this is enough, too: a polite end could block behind a writer.
      socket.close();
    } catch (IOException e) {
      // Nothing more can be done for it.
    }
  }

  private void openStreams() throws IOException {
    in = new Input(socket.getInputStream());
    out = new BufferedOutputStream(new Output(socket.getOutputStream()), BUFFER);
  }

  /** Reads ahead in large pieces; says only what it has read ahead to be available. */
  private final class Input extends InputStream {
    private final InputStream from;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    Input(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      if (position == limit && !fill()) {
        return -1;
      }
      return buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == limit) {
        if (length >= BUFFER) {
          int count = from.read(target, offset, length);
          touch();
          return count;
        }
        if (!fill()) {
          return -1;
        }
      }
      int count = Math.min(length, limit - position);
      System.arraycopy(buffer, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public int available() {
      return limit - position;
    }

    private boolean fill() throws IOException {
      int count = from.read(buffer, 0, BUFFER);
      touch();
      position = 0;
      limit = Math.max(count, 0);
      return count > 0;
    }
  }

  private final class Output extends OutputStream {
    private final OutputStream to;

    Output(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
      touch();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      // In pieces, so that a slow but living reader shows.
      for (int done = 0; done < length; done += BUFFER) {
        to.write(bytes, offset + done, Math.min(BUFFER, length - done));
        touch();
      }
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }
  }
}
