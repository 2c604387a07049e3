/** The plain reader, in which Jackson reads every byte: the reference for all other readers. */
package dev.watchstream.parser.jackson;
