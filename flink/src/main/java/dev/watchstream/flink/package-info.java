/** The reports of {@code watchstream fleet} on Apache Flink: {@link FleetJob} is the job. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.flink;
