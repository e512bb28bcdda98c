package io.mailtrek.manage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether the ledger's database answers. */
final class LedgerCheck extends AbstractHealthCheck {
  private static final int PATIENCE_SECONDS = 5;

  private final DataSource database;

  LedgerCheck(DataSource database) {
    super("mailtrek", "ledger");
    this.database = database;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try (Connection connection = database.getConnection()) {
      if (connection.isValid(PATIENCE_SECONDS)) {
        builder.message("The ledger answers").up();
      } else {
        builder.message("The ledger's database does not answer").down();
      }
    } catch (SQLException e) {
      String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      builder.message(Text.forJson("The ledger can't be reached: " + words)).down();
    }
  }
}
