package dev.watchstream.timeline;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import java.io.IOException;
import java.util.List;

/** A way to show what {@code rollout} finds. */
public interface RolloutView {

  /** An event changed addresses of a service. */
  void step(RolloutStep step);

  /** A rollout has ended, or is under way when the stream ends. */
  void rollout(Rollout rollout) throws IOException;

  /** A service had too few ready addresses, or has them when the stream ends. */
  void outage(ServiceName service, Outage outage);

  /** A service's Endpoints left addresses out; told when the stream has ended. */
  void truncations(ServiceName service, List<Truncation> truncations);

  /** The stream has ended, well or not. */
  void end();
}
