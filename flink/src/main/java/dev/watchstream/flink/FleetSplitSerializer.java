package dev.watchstream.flink;

import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.timeline.fleet.ClusterPosition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** The binary form of splits in checkpoints. */
final class FleetSplitSerializer implements SimpleVersionedSerializer<FleetSplit> {

  static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(FleetSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public FleetSplit deserialize(int version, byte[] bytes) throws IOException {
    Bytes.checkVersion("a cluster's place", version, VERSION);
    return read(new DataInputDeserializer(bytes));
  }

  static void write(FleetSplit split, DataOutput out) throws IOException {
    if (split instanceof FleetSplit.Problem problem) {
      out.writeByte('P');
      out.writeUTF(problem.text());
    } else if (split instanceof FleetSplit.OfCluster of) {
      out.writeByte('C');
      out.writeUTF(of.cluster().name());
      out.writeInt(of.cluster().parts().size());
      for (Part part : of.cluster().parts()) {
        out.writeUTF(part.path());
        Bytes.writeInstant(out, part.startedAt());
        out.writeBoolean(part.continues());
        Bytes.writeNullable(out, part.resumedFrom());
      }
      out.writeInt(of.position().part());
      out.writeLong(of.position().eventsBefore());
      out.writeInt(of.position().gapsBefore());
      Bytes.writeNullable(out, of.position().versionBefore());
      out.writeLong(of.position().told());
      out.writeLong(of.timestamp());
    }
  }

  static FleetSplit read(DataInput in) throws IOException {
    if (in.readByte() == 'P') {
      return new FleetSplit.Problem(in.readUTF());
    }
    String name = in.readUTF();
    List<Part> parts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      @Nullable Instant startedAt = Bytes.readInstant(in);
      parts.add(new Part(path, startedAt, in.readBoolean(), Bytes.readNullable(in)));
    }
    ClusterPosition position =
        new ClusterPosition(
            in.readInt(), in.readLong(), in.readInt(), Bytes.readNullable(in), in.readLong());
    return new FleetSplit.OfCluster(new RecordedCluster(name, parts), position, in.readLong());
  }
}
