package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The binary form of events between tasks, and in the state. */
final class ClusterEventSerializer extends BytesSerializer<ClusterEvent> {

  private static final long serialVersionUID = 1L;

  /** Since version 2 the end of a service has the number of gaps. */
  private static final int VERSION = 2;

  static final TypeInformation<ClusterEvent> TYPE = new BytesType<>(new ClusterEventSerializer());

  ClusterEventSerializer() {
    super(ClusterEvent.class);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  void write(ClusterEvent event, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeUTF(event.cluster());
    if (event instanceof ClusterEvent.Unreadable unreadable) {
      out.writeByte('U');
      out.writeUTF(unreadable.problem());
    } else if (event instanceof ClusterEvent.Ended ended) {
      out.writeByte('E');
      out.writeUTF(ended.service().kind());
      out.writeUTF(ended.service().namespace());
      out.writeUTF(ended.service().name());
      out.writeInt(ended.gaps());
    } else if (event instanceof ClusterEvent.Changed changed) {
      out.writeByte('C');
      out.writeUTF(changed.recording());
      Bytes.writeInstant(out, changed.zero());
      changed.change().writeTo(out);
    }
  }

  @Override
  ClusterEvent read(DataInput in) throws IOException {
    int version = in.readByte();
    Bytes.checkVersion("an event", version, VERSION);
    String cluster = in.readUTF();
    return switch (in.readByte()) {
      case 'U' -> new ClusterEvent.Unreadable(cluster, in.readUTF());
      case 'E' ->
          new ClusterEvent.Ended(
              cluster,
              new ServiceName(in.readUTF(), in.readUTF(), in.readUTF()),
              version == 1 ? 0 : in.readInt());
      default ->
          new ClusterEvent.Changed(
              cluster, in.readUTF(), Bytes.readInstant(in), EndpointsChange.readFrom(in));
    };
  }

  @Override
  public TypeSerializerSnapshot<ClusterEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ClusterEvent> {
    public Snapshot() {
      super(ClusterEventSerializer::new);
    }
  }
}
