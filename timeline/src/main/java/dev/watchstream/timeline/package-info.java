/** What happened to services: {@link dev.watchstream.timeline.Timeline} is the model. */
package dev.watchstream.timeline;
