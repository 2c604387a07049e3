/**
 * Pictures of timelines: {@link dev.watchstream.timeline.picture.Picture} draws them.
 *
 * <pre>{@code
 * TimelineBuilder builder = new TimelineBuilder("passport-auth");
 * EndpointsParser.create(event -> builder.accept(event, 0, null)).parse(in);
 * Files.writeString(folder.resolve("rollout.svg"), Picture.svg(builder.build()));
 * }</pre>
 */
package dev.watchstream.timeline.picture;
