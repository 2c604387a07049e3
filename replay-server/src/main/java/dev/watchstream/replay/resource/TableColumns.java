package dev.watchstream.replay.resource;

import java.util.List;
import java.util.function.Function;

/**
 * The columns of kubectl's table for a resource, between the name and the age.
 *
 * @param definitions a JSON array with the definition of every column, name and age included
 * @param emptyCells those of an object without content, such as a bookmark's
 */
public record TableColumns(
    String definitions, Function<TableCells, List<String>> cells, List<String> emptyCells) {

  static final TableColumns ENDPOINTS =
      new TableColumns(
          ResourceFile.read("columns-endpoints.json"), TableCells::ofEndpoints, List.of("<none>"));
  static final TableColumns ENDPOINT_SLICES =
      new TableColumns(
          ResourceFile.read("columns-endpointslices.json"),
          TableCells::ofSlice,
          List.of("", "<unset>", "<unset>"));

  /** Only name and age, as for a custom resource that defines no columns. */
  static final TableColumns OTHERS =
      new TableColumns(ResourceFile.read("columns-others.json"), cells -> List.of(), List.of());

  public List<String> cellsOf(TableCells object) {
    return cells.apply(object);
  }
}
