/** Watch streams as tables: {@code 'format' = 'watchstream'}, of files and of Kafka's records. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.flink.sql;
