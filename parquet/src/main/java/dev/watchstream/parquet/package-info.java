/** Rows of a fleet in files of Apache Parquet. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.parquet;
