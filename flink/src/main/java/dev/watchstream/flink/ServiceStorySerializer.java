package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ServiceStory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The bytes of the state of a service, whose version they name themselves. */
final class ServiceStorySerializer extends BytesSerializer<ServiceStory> {

  private static final long serialVersionUID = 1L;

  ServiceStorySerializer() {
    super(ServiceStory.class);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  void write(ServiceStory story, DataOutput out) throws IOException {
    story.writeTo(out);
  }

  @Override
  ServiceStory read(DataInput in) throws IOException {
    return ServiceStory.readFrom(in);
  }

  @Override
  public TypeSerializerSnapshot<ServiceStory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says in a savepoint that this wrote it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ServiceStory> {
    public Snapshot() {
      super(ServiceStorySerializer::new);
    }
  }
}
