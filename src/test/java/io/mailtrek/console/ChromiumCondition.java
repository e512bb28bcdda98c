package io.mailtrek.console;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RequiresChromium} whether a test runs, is skipped or fails. */
final class ChromiumCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    ConditionEvaluationResult result = decide(Chromium.executable().isPresent(), ci);
    if (result.isDisabled()) {
      System.out.printf(
          "SKIPPED %s: %s%n", context.getDisplayName(), result.getReason().orElseThrow());
    }
    return result;
  }

  static ConditionEvaluationResult decide(boolean available, boolean ci) {
    if (available) {
      return ConditionEvaluationResult.enabled("Chromium is installed");
    }
    String reason = "Chromium is not installed (Debian: apt-get install chromium)";
    if (ci) {
      throw new IllegalStateException(reason + ", and CI=true");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
