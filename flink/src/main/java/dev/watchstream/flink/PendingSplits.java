package dev.watchstream.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What no reader has been given yet. Immutable.
 *
 * @param areFound whether the folder was looked through
 */
record PendingSplits(boolean areFound, List<FleetSplit> splits) {

  static final PendingSplits NOT_LOOKED_FOR = new PendingSplits(false, List.of());

  PendingSplits {
    splits = List.copyOf(splits);
  }

  /** Its bytes in checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<PendingSplits> {

    /** Another version of a split's bytes is another version of these. */
    @Override
    public int getVersion() {
      return FleetSplitSerializer.VERSION;
    }

    @Override
    public byte[] serialize(PendingSplits pending) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeBoolean(pending.areFound);
      out.writeInt(pending.splits.size());
      for (FleetSplit split : pending.splits) {
        FleetSplitSerializer.write(split, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public PendingSplits deserialize(int version, byte[] bytes) throws IOException {
      Bytes.checkVersion("what is left to read", version, getVersion());
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      boolean areFound = in.readBoolean();
      List<FleetSplit> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        splits.add(FleetSplitSerializer.read(in));
      }
      return new PendingSplits(areFound, splits);
    }
  }
}
