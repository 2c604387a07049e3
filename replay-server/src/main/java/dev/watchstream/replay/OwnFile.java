package dev.watchstream.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * A file for clients. A kubeconfig path is easily mistaken for the user's own, so an existing file
 * is replaced only if it begins with our mark.
 */
final class OwnFile {
  private static final String MARK = "# Written by Watchstream, which may replace it.\n";

  private OwnFile() {}

  /** Readable by its owner only, since a kubeconfig holds a token. */
  static void write(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      if (!isOurs(file)) {
        throw new FileAlreadyExistsException(
            file.toString(),
            null,
            "exists and was not written by Watchstream: remove it or name another");
      }
      Files.delete(file);
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownersOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, ownersOnly);
    Files.writeString(file, MARK + text, StandardCharsets.UTF_8);
  }

  private static boolean isOurs(Path file) throws IOException {
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(mark.length), mark);
    }
  }
}
