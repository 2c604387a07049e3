package dev.watchstream.timeline;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import java.io.IOException;

/** A way to show what {@code rollout} finds. */
public interface RolloutView {

  /** An event changed addresses of a service. */
  void step(RolloutStep step);

  /** A rollout has ended, or is under way when the stream ends. */
  void rollout(Rollout rollout) throws IOException;

  /** A service had too few ready addresses, or has them when the stream ends. */
  void outage(ServiceName service, Outage outage);

  /** The stream has ended, well or not. */
  void end();
}
