package io.mailtrek.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project whose files may be changed while it is worked on. It is read anew when its settings or
 * its list of mailboxes were written; while there is a mistake in them, it stays as it was. Safe
 * for use by many threads.
 */
public final class LatestProject {
  private static final Logger LOG = LoggerFactory.getLogger(LatestProject.class);

  private Project project;
  private List<Stamp> read;

  /** How a file was when it was read. */
  private record Stamp(Path file, FileTime modified, long size) {

    static Stamp of(Path file) {
      try {
        return new Stamp(file, Files.getLastModifiedTime(file), Files.size(file));
      } catch (NoSuchFileException e) {
        return new Stamp(file, FileTime.fromMillis(0), -1);
      } catch (IOException e) {
        LOG.warn("{} can't be looked at: {}", file, e.getMessage());
        return new Stamp(file, FileTime.fromMillis(0), -1);
      }
    }
  }

  /** With a project that was just read. */
  public LatestProject(Project project) {
    this.project = project;
    this.read = stamps();
  }

  /** The project as its files say now. */
  public synchronized Project get() {
    List<Stamp> now = stamps();
    if (!now.equals(read)) {
      read = now;
      readAnew();
    }
    return project;
  }

  private List<Stamp> stamps() {
    return project.files().stream().map(Stamp::of).toList();
  }

  private void readAnew() {
    try {
      project = ProjectFiles.load(project.home());
      LOG.info("The configuration was changed and is read anew.");
    } catch (ConfigException e) {
      LOG.error(
          "The configuration was changed, but has mistakes. What it said before counts until they"
              + " are mended:\n{}",
          e.getMessage());
    }
  }
}
