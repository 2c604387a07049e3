package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.io.IOException;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads one cluster after the other, to its end. */
final class ClusterReader extends FleetReader {

  ClusterReader(SourceReaderContext context, FileTree tree) {
    super(context, tree);
  }

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<ClusterEvent> output) throws IOException {
    if (current != null) {
      if (current.tell(output)) {
        return InputStatus.MORE_AVAILABLE;
      }
      current.tellEnd(output);
      close();
      askForMore();
    }
    FleetSplit next = waiting.isEmpty() ? null : waiting.get(0);
    InputStatus status = begin(next, output);
    if (next instanceof FleetSplit.Problem) {
      askForMore();
    }
    return status;
  }

  private void askForMore() {
    if (waiting.isEmpty() && !areNoMore) {
      context.sendSplitRequest();
    }
  }
}
