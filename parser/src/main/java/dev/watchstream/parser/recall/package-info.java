/**
 * The accelerated reader, which compares what Jackson has accepted before instead of reading it.
 */
package dev.watchstream.parser.recall;
