package io.mailtrek.server.dav;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RequiresRadicale} whether a test runs, is skipped or fails. */
final class RadicaleCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    ConditionEvaluationResult result = decide(RadicaleServer.available(), ci);
    if (result.isDisabled()) {
      System.out.printf(
          "SKIPPED %s: %s%n", context.getDisplayName(), result.getReason().orElseThrow());
    }
    return result;
  }

  static ConditionEvaluationResult decide(boolean available, boolean ci) {
    if (available) {
      return ConditionEvaluationResult.enabled("Radicale 3 is installed");
    }
    String reason = "Radicale 3 is not installed (Debian: apt-get install radicale)";
    if (ci) {
      throw new IllegalStateException(reason + ", and CI=true");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
