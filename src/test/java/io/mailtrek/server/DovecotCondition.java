package io.mailtrek.server;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RequiresDovecot} whether a test runs, is skipped or fails. */
final class DovecotCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    ConditionEvaluationResult result = decide(DovecotServer.available(), ci);
    if (result.isDisabled()) {
      System.out.printf(
          "SKIPPED %s: %s%n", context.getDisplayName(), result.getReason().orElseThrow());
    }
    return result;
  }

  static ConditionEvaluationResult decide(boolean available, boolean ci) {
    if (available) {
      return ConditionEvaluationResult.enabled("Dovecot 2.3 is installed");
    }
    String reason = "Dovecot 2.3 is not installed (Debian: apt-get install dovecot-imapd)";
    if (ci) {
      throw new IllegalStateException(reason + ", and CI=true");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
