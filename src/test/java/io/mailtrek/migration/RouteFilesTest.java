package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped route files against the schema of Camel's YAML DSL, which editors use. */
class RouteFilesTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (InputStream json = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(new String(json.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Path> routeFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void isValid(Path file) throws IOException {
    assertEquals(List.of(), SCHEMA.validate(Files.readString(file), InputFormat.YAML));
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void hasOneRouteAndANameWithoutDots(Path file) throws IOException {
    String text = Files.readString(file);
    assertEquals(1, text.lines().filter(line -> line.startsWith("- ")).count());
    assertEquals(
        file.getFileName().toString().replaceFirst("\\.camel\\.yaml$", "").indexOf('.'), -1);
  }
}
