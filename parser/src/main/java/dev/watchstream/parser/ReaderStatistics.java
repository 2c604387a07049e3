package dev.watchstream.parser;

/**
 * How a reader has read a stream so far: where its speed comes from. For the same bytes in the same
 * chunks the numbers are the same.
 *
 * @param bytesCompared bytes that were compared with remembered ones and equalled them, even if the
 *     rest of their element did not
 * @param bytesRecalled bytes of elements that equalled remembered ones, and so were not read again
 * @param bytesShaped bytes of a known layout, read without Jackson
 * @param bytesTokenized bytes that Jackson read, of events that were handed out
 * @param resyncs how often an address was found again after others that were gone
 * @param evictions how many objects were forgotten to stay within {@link
 *     ParserOptions#maxRecalledBytes()}
 * @param selfChecks how many events were read a second time, with the plain reader
 * @param selfCheckFailures how many of these differed; more than 0 means a bug in this library:
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
