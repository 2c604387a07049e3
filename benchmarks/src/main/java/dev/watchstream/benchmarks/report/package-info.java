/** The results as people see them: tables and charts. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks.report;
