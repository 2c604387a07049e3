/**
 * Timelines of what happened to services: {@link dev.watchstream.timeline.Timeline} is the model.
 *
 * <pre>{@code
 * TimelineBuilder builder = new TimelineBuilder("passport-auth");
 * try (EventStream events = EventStream.open(in)) {
 *   for (StreamEvent event = events.next(); event != null; event = events.next()) {
 *     builder.accept(event, events.eventStart(), null);
 *   }
 * }
 * for (ServiceTimeline service : builder.build().byTrouble()) {
 *   System.out.println(service.name() + ": " + service.lowest());
 * }
 * }</pre>
 */
package dev.watchstream.timeline;
