package io.mailtrek.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A chart of horizontal bars, each made of parts, as SVG inside of a page. A part is coloured by
 * its class {@code s0}, {@code s1}, … of the page's style sheet, and tells its number when pointed
 * at.
 */
final class StackedBars {
  private static final int WIDTH = 900;
  private static final int LABEL = 250;
  private static final int VALUE = 110;
  private static final int ROW = 24;
  private static final int BAR = 16;
  private static final int LONGEST_LABEL = 36;

  private final String title;
  private final List<String> series;
  private final DoubleFunction<String> words;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, List<Double> parts) {
    double sum() {
      return parts.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * An empty chart.
   *
   * @param series the names of the parts
   * @param words how a number is told
   */
  StackedBars(String title, List<String> series, DoubleFunction<String> words) {
    this.title = title;
    this.series = series;
    this.words = words;
  }

  /** Adds a bar with a number for each part. */
  void bar(String label, double... parts) {
    bars.add(new Bar(label, DoubleStream.of(parts).boxed().toList()));
  }

  /** Adds the chart with its title and legend to a page. */
  void addTo(Html page) {
    page.open("figure").element("figcaption", title).open("p", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      page.open("span", "class", "key k" + i).close("span").text(" " + series.get(i) + "  ");
    }
    page.close("p").line();
    int height = ROW * bars.size() + 4;
    page.open("svg", "viewBox", "0 0 " + WIDTH + " " + height, "role", "img", "aria-label", title)
        .line();
    double longest = Math.max(bars.stream().mapToDouble(Bar::sum).max().orElse(0), 1e-9);
    for (int i = 0; i < bars.size(); i++) {
      add(bars.get(i), 2 + ROW * i, (WIDTH - LABEL - VALUE) / longest, page);
    }
    page.close("svg").close("figure").line();
  }

  private void add(Bar bar, int top, double scale, Html page) {
    int baseline = top + BAR - 3;
    page.open("text", "x", LABEL - 8, "y", baseline, "text-anchor", "end")
        .text(cut(bar.label()))
        .element("title", bar.label())
        .close("text");
    double x = LABEL;
    for (int i = 0; i < series.size(); i++) {
      double width = bar.parts().get(i) * scale;
      if (width > 0) {
        page.open(
                "rect",
                "class",
                "s" + i,
                "x",
                number(x),
                "y",
                top,
                "width",
                number(width),
                "height",
                BAR)
            .element(
                "title", bar.label() + ": " + words.apply(bar.parts().get(i)) + " " + series.get(i))
            .close("rect");
      }
      x += width;
    }
    page.open("text", "x", number(x + 8), "y", baseline)
        .text(words.apply(bar.sum()))
        .close("text")
        .line();
  }

  private static String cut(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
