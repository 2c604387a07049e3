package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files below a folder of any file system that Flink supports.
 *
 * <p>An {@link IOException} here is a failure of the file system, not of a recording. It is thrown
 * unchecked, so that the task fails and is retried: otherwise the recording would count as damaged,
 * and its rest would be left out.
 */
public record FlinkFileTree(Path root) implements FileTree {

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public List<String> paths() throws IOException {
    List<String> paths = new ArrayList<>();
    FileStatus[] files = root.getFileSystem().listStatus(root);
    if (files == null) {
      throw new IOException(root + ": no such folder");
    }
    collect(files, "", paths);
    return paths;
  }

  private static void collect(FileStatus[] files, String prefix, List<String> paths)
      throws IOException {
    for (FileStatus file : files) {
      String path = prefix + file.getPath().getName();
      if (file.isDir()) {
        collect(list(file.getPath()), path + "/", paths);
      } else {
        paths.add(path);
      }
    }
  }

  /** What is in a folder below the root; nothing if it was renamed since the one above was read. */
  private static FileStatus[] list(Path folder) throws IOException {
    try {
      FileStatus[] files = folder.getFileSystem().listStatus(folder);
      return files == null ? new FileStatus[0] : files;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  @Override
  public boolean has(String path) {
    try {
      return fileSystem().exists(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(String path) {
    try {
      return new OfFileSystem(fileSystem().open(at(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long size(String path) {
    try {
      return fileSystem().getFileStatus(at(path)).getLen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return root.getFileSystem();
  }

  private Path at(String path) {
    return new Path(root, path);
  }

  /** A file whose failures to read are thrown unchecked too. */
  private static final class OfFileSystem extends FilterInputStream {

    OfFileSystem(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
