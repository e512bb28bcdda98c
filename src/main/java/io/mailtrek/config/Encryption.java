package io.mailtrek.config;

import io.mailtrek.store.Secret;
import java.util.regex.Pattern;
import org.apache.camel.component.jasypt.JasyptPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;

/**
 * Encrypted values, written {@code ENC(…)}: AES-256 with a key that is derived from a password, and
 * another salt and initialization vector for each value. Camel's own tool for Jasypt makes the same
 * with {@code -a PBEWITHHMACSHA512ANDAES_256 -ri SHA1PRNG}. Safe for use by many threads.
 */
public final class Encryption {
  private static final String ALGORITHM = "PBEWITHHMACSHA512ANDAES_256";
  private static final Pattern ENCRYPTED = Pattern.compile("ENC\\([A-Za-z0-9+/=\\s]+\\)");

  private final StandardPBEStringEncryptor encryptor = new StandardPBEStringEncryptor();

  /** With the password that all values of a project share. */
  public Encryption(Secret password) {
    encryptor.setAlgorithm(ALGORITHM);
    encryptor.setIvGenerator(new RandomIvGenerator());
    encryptor.setPassword(password.reveal());
  }

  /** Whether a value is written as an encrypted one. */
  public static boolean isEncrypted(String value) {
    return ENCRYPTED.matcher(value).matches();
  }

  /** The value as it is written into a file: {@code ENC(…)}. */
  public String encrypt(Secret value) {
    return JasyptPropertiesParser.JASYPT_PREFIX_TOKEN
        + encryptor.encrypt(value.reveal())
        + JasyptPropertiesParser.JASYPT_SUFFIX_TOKEN;
  }

  /**
   * The value that was encrypted.
   *
   * @throws IllegalArgumentException when the password is another one
   */
  public String decrypt(String encrypted) {
    try {
      return parser().parseProperty("", encrypted, null);
    } catch (EncryptionOperationNotPossibleException e) {
      throw new IllegalArgumentException(
          "It can't be decrypted: it was encrypted with another password than "
              + Setting.ENCRYPTION_PASSWORD.name()
              + ", or it was changed. Encrypt it again with 'mailtrek encrypt'.",
          e);
    }
  }

  /** Lets placeholders of Camel that name encrypted values be what was encrypted. */
  public void addTo(PropertiesComponent properties) {
    JasyptPropertiesParser parser = parser();
    parser.setPropertiesComponent(properties);
    properties.setPropertiesParser(parser);
  }

  private JasyptPropertiesParser parser() {
    JasyptPropertiesParser parser = new JasyptPropertiesParser();
    parser.setEncryptor(encryptor);
    return parser;
  }
}
