package dev.watchstream.flink;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Base of serializers of values in a versioned binary form. */
abstract class BytesSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;

  BytesSerializer(Class<T> type) {
    this.type = type;
  }

  Class<T> type() {
    return type;
  }

  abstract void write(T value, DataOutput out) throws IOException;

  abstract T read(DataInput in) throws IOException;

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return read(in);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return read(in);
  }

  @Override
  public T copy(T value) {
    if (isImmutableType()) {
      return value;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      write(value, out);
      return read(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  @Override
  public T copy(T value, T reuse) {
    return copy(value);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    write(read(in), out);
  }

  @Override
  public T createInstance() {
    throw new UnsupportedOperationException("nothing is created to be filled later");
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  /** -1: lengths vary. */
  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytesSerializer<?> same && same.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
