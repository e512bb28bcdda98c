package io.mailtrek.camel;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.Converter;

/** Gives the content of an item as the type that a step of a route asks for. */
@Converter(generateLoader = true)
public final class TransferConverters {
  private TransferConverters() {}

  /** The content as a stream; nothing needs to close it. */
  @Converter
  public static InputStream toInputStream(Transfer transfer)
      throws StoreException, InterruptedException {
    return content(transfer).stream();
  }

  /** A copy of the content. */
  @Converter
  public static byte[] toByteArray(Transfer transfer) throws StoreException, InterruptedException {
    return content(transfer).toByteArray();
  }

  /** The content as text, each byte one character (ISO 8859-1), so that nothing is lost in it. */
  @Converter
  public static String toString(Transfer transfer) throws StoreException, InterruptedException {
    return new String(content(transfer).toByteArray(), StandardCharsets.ISO_8859_1);
  }

  /** The content as a parsed message. */
  @Converter
  public static MimeMessage toMimeMessage(Transfer transfer)
      throws StoreException, InterruptedException, MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), content(transfer).stream());
  }

  private static Content content(Transfer transfer) throws StoreException, InterruptedException {
    return Completed.of(transfer.content());
  }
}
