package dev.watchstream.timeline;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import java.io.IOException;
import java.util.List;

/** Shows what the command {@code rollout} finds. */
public interface RolloutView {

  /** An event changed addresses of a service. */
  void step(RolloutStep step);

  /** A rollout has ended, or is under way when the stream ends. */
  void rollout(Rollout rollout) throws IOException;

  /** An outage of a service has ended, or is under way when the stream ends. */
  void outage(ServiceName service, Outage outage);

  /** When a service's Endpoints left addresses out; called when the stream has ended. */
  void truncations(ServiceName service, List<Truncation> truncations);

  /** The stream has ended, with or without an error. */
  void end();
}
