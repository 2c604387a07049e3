package dev.watchstream.timeline.fleet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class RowFormatTest {

  @Test
  void parquet_without_its_libraries_is_told_with_the_way_out() {
    assertThatThrownBy(() -> RowFormat.PARQUET.begin(Report.PODS, OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("watchstream-parquet and its libraries are not beside the other jars")
        .hasMessageContaining("csv or ndjson");
  }
}
