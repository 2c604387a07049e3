package dev.watchstream.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type information of a {@link BytesSerializer}. */
final class BytesType<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final BytesSerializer<T> serializer;

  BytesType(BytesSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public Class<T> getTypeClass() {
    return serializer.type();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public String toString() {
    return serializer.type().getSimpleName();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BytesType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytesType<?> same && same.serializer.equals(serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }
}
