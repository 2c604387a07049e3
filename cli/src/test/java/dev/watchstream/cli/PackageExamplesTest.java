package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of each exported package of a library has an example, which compiles. */
class PackageExamplesTest {

  private static final Pattern EXPORT = Pattern.compile("^ *exports ([a-z.]+);", Pattern.MULTILINE);
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>(?:\\{@code)?\n(.*?)}?</pre>", Pattern.DOTALL);

  /** A package that a library exports without restriction. */
  private record Exported(Path module, String name) {
    String javadoc() throws IOException {
      Path folder = module.resolve("src/main/java").resolve(name.replace('.', '/'));
      return Files.readString(folder.resolve("package-info.java"));
    }
  }

  @TempDir static Path classes;

  @TestFactory
  Stream<DynamicTest> the_example_of_each_package_compiles() throws IOException {
    List<Exported> packages = exported();
    assertThat(packages).hasSizeGreaterThan(15);
    return packages.stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> compile(each, packages)));
  }

  @Test
  void the_comparison_with_the_last_release_looks_at_these_packages() throws IOException {
    assertThat(
            texts(
                Pattern.compile("<include>(.*)</include>"),
                Files.readString(Path.of("../pom.xml"))))
        .containsAll(exported().stream().map(Exported::name).toList());
  }

  private static void compile(Exported exported, List<Exported> packages) throws IOException {
    List<String> examples = texts(EXAMPLE, exported.javadoc());
    assertThat(examples).as("examples in package-info.java").hasSize(1);
    String code = examples.get(0).replaceAll("(?m)^ \\* ?", "").replace("&#64;", "@").strip();

    StringBuilder source = new StringBuilder();
    for (String name : Stream.concat(packages.stream().map(Exported::name), used()).toList()) {
      source.append("import ").append(name).append(".*;\n");
    }
    source.append(
        code.startsWith("class ")
            ? code
            : "class Example { static void example(java.io.InputStream in, java.io.OutputStream out,"
                + " Path folder, byte[] bytes) throws Exception {\n"
                + code
                + "\n} }");

    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options = List.of("-proc:none", "-implicit:none", "-d", classes.toString());
    assertThat(compiler.getTask(said, null, null, options, null, List.of(unit(source))).call())
        .as(said.toString())
        .isTrue();
  }

  private static Stream<String> used() {
    return Stream.of("java.io", "java.nio.file", "java.time", "java.util", "org.junit.jupiter.api");
  }

  private static JavaFileObject unit(CharSequence source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static List<Exported> exported() throws IOException {
    List<Exported> packages = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        Path face = module.resolve("src/main/java/module-info.java");
        if (Files.exists(face)) {
          texts(EXPORT, Files.readString(face))
              .forEach(name -> packages.add(new Exported(module, name)));
        }
      }
    }
    return packages;
  }

  private static List<String> texts(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
