package io.mailtrek.bench;

import java.util.Locale;
import java.util.Map;

/** Draws horizontal bars as SVG. */
final class BarChart {
  private static final int WIDTH = 720;
  private static final int LABELS = 90;
  private static final int BAR = 26;
  private static final int STEP = 38;

  private BarChart() {}

  static String svg(String title, Map<String, Double> values) {
    double longest = values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    int height = 50 + STEP * values.size();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="14">
        <rect width="100%%" height="100%%" fill="#fff"/>
        <text x="10" y="24" font-weight="bold">%s</text>
        """
            .formatted(WIDTH, height, title));
    int y = 42;
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      double length = (WIDTH - LABELS - 100) * entry.getValue() / longest;
      String colour = entry.getKey().equals("mailtrek") ? "#1f6feb" : "#9aa4b2";
      out.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
              <text x="%.1f" y="%d">%,.0f</text>
              """,
              LABELS - 8,
              y + 18,
              entry.getKey(),
              LABELS,
              y,
              length,
              BAR,
              colour,
              LABELS + length + 6,
              y + 18,
              entry.getValue()));
      y += STEP;
    }
    return out.append("</svg>\n").toString();
  }
}
