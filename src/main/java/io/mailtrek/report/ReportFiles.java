package io.mailtrek.report;

import io.mailtrek.config.Project;
import io.mailtrek.config.ReportFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports into the project's folder {@code reports}. A file is there complete or not at all,
 * so that what waits for it never reads half of it. Safe for use by many threads.
 */
public final class ReportFiles {
  private final Path folder;

  /** Writes into the folder of a project, which is made when it is needed. */
  public ReportFiles(Project project) {
    this.folder = project.reportFolder();
  }

  /** Writes a text. */
  private interface Text {
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a report, in place of an earlier one of the same pass.
   *
   * @return the files, in the order of the formats; two for {@link ReportFormat#CSV}
   * @throws IOException when the folder can't be written
   */
  public List<Path> write(PassReport report, Iterable<ReportFormat> formats) throws IOException {
    List<Path> files = new ArrayList<>();
    for (ReportFormat format : formats) {
      String name = report.view().fileName();
      files.add(write(name + "." + format.word(), out -> ReportWriter.write(report, format, out)));
      if (format == ReportFormat.CSV) {
        files.add(write(name + "-not-migrated.csv", out -> ReportCsv.items(report, out)));
      }
    }
    return files;
  }

  private Path write(String name, Text text) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Path unfinished = Files.createTempFile(folder, name, ".tmp");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
        text.writeTo(out);
      }
      return Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
