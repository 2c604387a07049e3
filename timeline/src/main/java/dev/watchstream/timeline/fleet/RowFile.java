package dev.watchstream.timeline.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A file of rows that is being written to a stream, which it does not close. For use by one thread.
 */
public interface RowFile {

  /** A file of the rows' bytes, one after the other. */
  static RowFile plain(OutputStream out) {
    return new RowFile() {
      @Override
      public void add(InputStream rows) throws IOException {
        rows.transferTo(out);
      }

      @Override
      public void finish() {}
    };
  }

  /**
   * Adds rows.
   *
   * @param rows what {@link RowFormat#row} wrote, whole rows only; it is read to its end
   */
  void add(InputStream rows) throws IOException;

  /** Writes what the file ends with; without it the file is not complete. */
  void finish() throws IOException;
}
