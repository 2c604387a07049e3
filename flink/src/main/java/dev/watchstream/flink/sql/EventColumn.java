package dev.watchstream.flink.sql;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ListEndEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TargetRef;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;
import org.jspecify.annotations.Nullable;

/** The columns that a table can have of an event, with the names of {@code watchstream extract}. */
@SuppressWarnings("ImmutableEnumChecker") // types and stateless functions do not change
enum EventColumn {
  TYPE("type", DataTypes.STRING(), e -> text(e.event().type().name())),
  TIME(
      "time",
      DataTypes.TIMESTAMP_LTZ(3),
      e -> e.time() == null ? null : TimestampData.fromEpochMillis(e.time().toEpochMilli())),
  EVENT_NUMBER("eventNumber", DataTypes.BIGINT(), TableEvent::number),
  KIND("kind", DataTypes.STRING(), e -> text(kind(e.event()))),
  NAMESPACE("namespace", DataTypes.STRING(), of(e -> text(e.namespace()))),
  SERVICE("service", DataTypes.STRING(), of(e -> text(e.serviceName()))),
  NAME("name", DataTypes.STRING(), of(e -> text(e.name()))),
  UID("uid", DataTypes.STRING(), of(e -> text(e.uid()))),
  RESOURCE_VERSION("resourceVersion", DataTypes.STRING(), e -> text(e.event().resourceVersion())),
  READY("ready", DataTypes.INT(), of(e -> e.addresses().size())),
  NOT_READY("notReady", DataTypes.INT(), of(e -> e.notReadyAddresses().size())),
  TERMINATING("terminating", DataTypes.INT(), of(e -> e.terminatingAddresses().size())),
  ADDRESSES("addresses", Addresses.TYPE, of(e -> Addresses.of(e.addresses()))),
  NOT_READY_ADDRESSES(
      "notReadyAddresses", Addresses.TYPE, of(e -> Addresses.of(e.notReadyAddresses()))),
  TERMINATING_ADDRESSES(
      "terminatingAddresses", Addresses.TYPE, of(e -> Addresses.of(e.terminatingAddresses())));

  private final String column;
  private final DataType type;
  private final Function<TableEvent, @Nullable Object> value;

  EventColumn(String column, DataType type, Function<TableEvent, @Nullable Object> value) {
    this.column = column;
    this.type = type;
    this.value = value;
  }

  /** The value in Flink's internal form; null where it is not known, or does not apply. */
  @Nullable Object value(TableEvent event) {
    return value.apply(event);
  }

  /**
   * The columns that a table declares, in its order.
   *
   * @throws ValidationException if there is no such column, or it has another type
   */
  static List<EventColumn> of(RowType table) {
    return table.getFields().stream().map(EventColumn::of).toList();
  }

  private static EventColumn of(RowType.RowField declared) {
    for (EventColumn known : values()) {
      if (known.column.equals(declared.getName())) {
        known.check(declared.getType());
        return known;
      }
    }
    throw new ValidationException(
        "the format watchstream has no column `%s`; those that it has: %s"
            .formatted(
                declared.getName(),
                Arrays.stream(values())
                    .map(EventColumn::toString)
                    .collect(Collectors.joining(", "))));
  }

  private void check(LogicalType declared) {
    if (!LogicalTypeCasts.supportsAvoidingCast(type.getLogicalType(), declared.copy(true))) {
      throw new ValidationException(
          "the column `%s` of the format watchstream is a %s, and is declared as %s"
              .formatted(column, type, declared));
    }
  }

  @Override
  public String toString() {
    return "`" + column + "` " + type;
  }

  private static Function<TableEvent, @Nullable Object> of(
      Function<EndpointsEvent, @Nullable Object> value) {
    return e -> e.event() instanceof EndpointsEvent endpoints ? value.apply(endpoints) : null;
  }

  private static @Nullable String kind(StreamEvent event) {
    if (event instanceof EndpointsEvent endpoints) {
      return endpoints.kind();
    }
    if (event instanceof BookmarkEvent bookmark) {
      return bookmark.kind();
    }
    return event instanceof ListEndEvent list ? list.kind() : null;
  }

  private static @Nullable StringData text(@Nullable String text) {
    return text == null ? null : StringData.fromString(text);
  }

  /** Addresses inside a row. */
  private static final class Addresses {

    static final DataType TYPE =
        DataTypes.ARRAY(
            DataTypes.ROW(
                DataTypes.FIELD("ip", DataTypes.STRING()),
                DataTypes.FIELD("hostname", DataTypes.STRING()),
                DataTypes.FIELD("nodeName", DataTypes.STRING()),
                DataTypes.FIELD("zone", DataTypes.STRING()),
                DataTypes.FIELD("pod", DataTypes.STRING())));

    static GenericArrayData of(List<Address> addresses) {
      Object[] rows = new Object[addresses.size()];
      for (int i = 0; i < rows.length; i++) {
        Address address = addresses.get(i);
        TargetRef target = address.targetRef();
        rows[i] =
            GenericRowData.of(
                text(address.ip()),
                text(address.hostname()),
                text(address.nodeName()),
                text(address.zone()),
                text(target == null ? null : target.name()));
      }
      return new GenericArrayData(rows);
    }
  }
}
