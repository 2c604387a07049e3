package example;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/**
 * A stream as a publisher. If the subscriber requests nothing, a small buffer fills up; then
 * nothing more is read, and the backpressure reaches the server.
 */
public final class EndpointsPublisher {

  private static final int BUFFERED_EVENTS = 16;

  private EndpointsPublisher() {}

  /** Reads the stream on a thread of the executor and hands its events to the subscriber. */
  public static void publish(
      InputStream in, Executor executor, Flow.Subscriber<EndpointsEvent> subscriber) {
    SubmissionPublisher<EndpointsEvent> publisher =
        new SubmissionPublisher<>(executor, BUFFERED_EVENTS);
    publisher.subscribe(subscriber);
    executor.execute(() -> pump(in, publisher));
  }

  private static void pump(InputStream in, SubmissionPublisher<EndpointsEvent> publisher) {
    try (EventStream events = EventStream.open(in)) {
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        if (publisher.getNumberOfSubscribers() == 0) {
          return;
        }
        if (event instanceof EndpointsEvent endpoints) {
          publisher.submit(endpoints.snapshot()); // waits while the subscriber is behind
        }
      }
      publisher.close();
    } catch (IOException | RuntimeException e) {
      publisher.closeExceptionally(e);
    }
  }
}
