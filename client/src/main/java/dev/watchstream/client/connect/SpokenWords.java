package dev.watchstream.client.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of what a process writes to standard error. All of it is read, so that the process
 * never blocks; by the contract of credential plugins it contains nothing secret.
 */
final class SpokenWords {

  private static final int MAX_BYTES = 4 << 10;

  private final Thread reader;
  private volatile byte[] said = new byte[0];

  private SpokenWords(InputStream in) {
    reader = new Thread(() -> read(in), "credential-plugin-words");
    reader.setDaemon(true);
  }

  static SpokenWords of(InputStream in) {
    SpokenWords words = new SpokenWords(in);
    words.reader.start();
    return words;
  }

  private void read(InputStream in) {
    byte[] chunk = new byte[1 << 10];
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    try (in) {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        kept.write(chunk, 0, Math.min(length, MAX_BYTES - kept.size()));
        said = kept.toByteArray();
      }
    } catch (IOException e) {
      // The process is gone; what it said until then is what there is.
    }
  }

  /** What was read, up to 4 KiB; waits until the process has closed standard error. */
  String text() throws InterruptedException {
    reader.join();
    return new String(said, StandardCharsets.UTF_8).strip();
  }
}
