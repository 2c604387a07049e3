package dev.watchstream.replay.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the files that lie beside this class. */
final class ResourceFile {
  private ResourceFile() {}

  static String read(String file) {
    try (InputStream in =
        Objects.requireNonNull(ResourceFile.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
