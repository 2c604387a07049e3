package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.workload.Workload;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The input bytes in files, made once and read by every fork; deleted on close. */
final class Rings implements Closeable {

  private final Path folder;

  Rings() throws IOException {
    folder = Files.createTempDirectory("watchstream-bench");
    // In case of Ctrl-C.
    folder.toFile().deleteOnExit();
  }

  Path write(Workload workload, long atLeastBytes) throws IOException {
    return write(workload.label() + "-" + atLeastBytes, out -> workload.writeTo(out, atLeastBytes));
  }

  Path write(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      content.writeTo(out);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** What writes a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
