package dev.watchstream.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The enumerator's state: the splits that no reader has yet. Immutable.
 *
 * @param areFound whether the folder was searched
 * @param known the ids of all splits found so far, for a growing folder
 */
record PendingSplits(boolean areFound, List<FleetSplit> splits, Set<String> known) {

  static final PendingSplits NOT_LOOKED_FOR = new PendingSplits(false, List.of(), Set.of());

  PendingSplits {
    splits = List.copyOf(splits);
    known = Set.copyOf(known);
  }

  /** Its binary form in checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<PendingSplits> {

    /**
     * Splits are part of this form: it must change whenever {@link FleetSplitSerializer#VERSION}
     * does.
     */
    private static final int VERSION = 2;

    /** The version before growing folders. */
    private static final int VERSION_WITHOUT_KNOWN = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplits pending) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeBoolean(pending.areFound);
      out.writeInt(pending.splits.size());
      for (FleetSplit split : pending.splits) {
        FleetSplitSerializer.write(split, out);
      }
      out.writeInt(pending.known.size());
      for (String known : pending.known) {
        out.writeUTF(known);
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
      Set<String> known = new HashSet<>();
      for (int left = version > VERSION_WITHOUT_KNOWN ? in.readInt() : 0; left > 0; left--) {
        known.add(in.readUTF());
      }
      return new PendingSplits(areFound, splits, known);
    }
  }
}
