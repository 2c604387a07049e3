package dev.watchstream.replay.resource;

import java.util.List;
import java.util.function.Function;

/**
 * What kubectl's table has for a resource between the name and the age.
 *
 * @param definitions JSON: an array with the definition of every column, name and age too
 * @param emptyCells those of an object without content, which a bookmark is
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

  /** Name and age, as of a custom resource that names no columns. */
  static final TableColumns OTHERS =
      new TableColumns(ResourceFile.read("columns-others.json"), cells -> List.of(), List.of());

  public List<String> cellsOf(TableCells object) {
    return cells.apply(object);
  }
}
