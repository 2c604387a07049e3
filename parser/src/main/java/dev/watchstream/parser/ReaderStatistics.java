package dev.watchstream.parser;

/**
 * What a reader has done with a stream so far: where its speed came from. For the same bytes in the
 * same chunks the numbers are the same.
 *
 * @param bytesCompared with remembered ones
 * @param bytesRecalled that equal remembered ones, and cost no more than that
 * @param bytesShaped of a known layout: read without Jackson
 * @param bytesTokenized by Jackson, of events that were handed out
 * @param resyncs how often an address was found again behind others that were gone
 * @param evictions how many objects were forgotten for want of memory
 * @param selfChecks how many events were read a second time, plainly
 * @param selfCheckFailures how many of these were not the same; above 0 is a fault in this library,
 *     please report it
 */
public record ReaderStatistics(
    long bytesCompared,
    long bytesRecalled,
    long bytesShaped,
    long bytesTokenized,
    long resyncs,
    long evictions,
    long selfChecks,
    long selfCheckFailures) {}
