package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a pretended Java, which prints what it is called with. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path temp;

  private Path repository;
  private Path launcher;

  @BeforeEach
  void repositoryWithSpacesInItsPath() throws IOException {
    repository = Files.createDirectories(temp.toRealPath().resolve("a repository"));
    launcher = repository.resolve("bin/mailtrek");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("bin/mailtrek"), launcher);
    script(repository.resolve("jdk/bin/java"), "printf '<%s>' \"$@\"");
    Files.createDirectories(repository.resolve("target"));
    Files.createFile(repository.resolve("target/mailtrek.jar"));
  }

  @Test
  void startsTheJarFromAnyFolderWithArgumentsAsTheyAre() throws Exception {
    Result result = run(launcher, Map.of("JAVA_OPTS", "-Xmx64m -Dx=y"), "--home", "my home", "*");

    assertEquals(
        "<-XX:TieredStopAtLevel=1><-XX:+UseSerialGC><-Xmx64m><-Dx=y><-Dmailtrek.dist="
            + repository
            + "><-Dmailtrek.terminal=><-jar><"
            + repository
            + "/target/mailtrek.jar><--home><my home><*>",
        result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void tunesShortCommandsAndNotTheService() throws Exception {
    assertTrue(run(launcher, Map.of(), "full", "--all").out().contains("TieredStopAtLevel"));
    assertFalse(run(launcher, Map.of(), "--home", "x", "run").out().contains("<-XX"));
    assertFalse(run(launcher, Map.of("JAVA_OPTS", "-XX:+UseZGC"), "full").out().contains("Serial"));
  }

  @Test
  void usesTheClassArchiveOfItsJar() throws Exception {
    Path archive = Files.createFile(repository.resolve("target/mailtrek.jsa"));
    Path jar = repository.resolve("target/mailtrek.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    String option = "<-XX:SharedArchiveFile=" + archive + ">";
    assertTrue(run(launcher, Map.of(), "status").out().contains(option));

    Files.setLastModifiedTime(archive, FileTime.fromMillis(500_000));
    assertFalse(run(launcher, Map.of(), "status").out().contains(option));
  }

  @Test
  void findsItsRepositoryThroughLinks() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("some where"));
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

    assertTrue(run(absolute, Map.of()).out().contains("dist=" + repository + ">"));
    assertTrue(run(relative, Map.of()).out().contains("dist=" + repository + ">"));
  }

  @Test
  void buildsTheJarOnFirstUseWithTheOutputOnStandardError() throws Exception {
    Files.delete(repository.resolve("target/mailtrek.jar"));
    script(repository.resolve("jdk/bin/java"), compilerOr("echo ran"));
    Path tools = repository.resolve("tools");
    script(tools.resolve("mvn"), "echo \"building in $PWD\"; : > target/mailtrek.jar");

    Result result = run(launcher, Map.of("PATH", tools + ":/usr/bin:/bin"), "status");

    assertEquals("ran", result.out().strip());
    assertTrue(result.err().contains("building in " + repository), result.err());
  }

  @Test
  void saysWhatIsMissingForTheBuild() throws Exception {
    Files.delete(repository.resolve("target/mailtrek.jar"));
    Path tools = toolsWithout();

    Result noMaven = run(launcher, Map.of("PATH", tools.toString()));
    assertEquals(2, noMaven.exitCode());
    assertTrue(noMaven.err().contains("Maven is missing"), noMaven.err());

    script(tools.resolve("mvn"), "exit 0");
    Result noCompiler = run(launcher, Map.of("PATH", tools.toString()));
    assertEquals(2, noCompiler.exitCode());
    assertTrue(noCompiler.err().contains("Install a JDK 17"), noCompiler.err());

    script(repository.resolve("jdk/bin/java"), compilerOr("echo ran"));
    script(tools.resolve("mvn"), "exit 1");
    Result failed = run(launcher, Map.of("PATH", tools.toString()));
    assertEquals(2, failed.exitCode());
    assertTrue(failed.err().contains("the build failed"), failed.err());
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Result result =
        run(launcher, Map.of("PATH", toolsWithout().toString(), "JAVA_HOME", "/nonexistent"));

    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("Java is missing"), result.err());
  }

  private static String compilerOr(String otherwise) {
    return "if [ \"$1\" = --list-modules ]; then echo jdk.compiler@17.0.1; else "
        + otherwise
        + "; fi";
  }

  /** A folder with the tools of every system, but neither Java nor Maven. */
  private Path toolsWithout() throws IOException {
    Path tools = Files.createDirectories(repository.resolve("few tools"));
    for (String tool : List.of("dirname", "readlink", "grep")) {
      script(tools.resolve(tool), "PATH=/usr/bin:/bin; exec " + tool + " \"$@\"");
    }
    return tools;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Result(int exitCode, String out, String err) {}

  private Result run(Path command, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(temp.toFile());
    builder.environment().remove("JAVA_OPTS");
    builder.environment().put("JAVA_HOME", repository.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }
}
