/**
 * What the changes of a service's addresses mean: which pods appeared, became ready and went, and
 * how Kubernetes rolled the service from one pod template to the next. Start at {@link
 * dev.watchstream.parser.rollout.RolloutTracker}.
 *
 * <pre>{@code
 * RolloutTracker tracker = new RolloutTracker();
 * try (EventStream events = EventStream.open(in)) {
 *   for (StreamEvent event = events.next(); event != null; event = events.next()) {
 *     tracker.accept(event);
 *     for (Rollout rollout : tracker.takeEnded()) {
 *       System.out.println(rollout.service() + ": never fewer than " + rollout.readyMin());
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.watchstream.parser.rollout;
