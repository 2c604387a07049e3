package dev.watchstream.flink.sql;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Turns events into rows. Immutable.
 *
 * @param columns of the rows, in their order
 * @param type of the rows
 * @param areBadLeftOut whether what cannot be read is left out, instead of failing the query
 */
record EventRows(List<EventColumn> columns, TypeInformation<RowData> type, boolean areBadLeftOut)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static EventRows of(DataType table, DynamicTableSource.Context context, boolean areBadLeftOut) {
    return new EventRows(
        EventColumn.of((RowType) table.getLogicalType()),
        context.createTypeInformation(table),
        areBadLeftOut);
  }

  RowData row(TableEvent event) {
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      row.setField(i, columns.get(i).value(event));
    }
    return row;
  }
}
