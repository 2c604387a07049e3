/**
 * What is read and how: the events of a stream with their addresses, the exceptions that end it,
 * and the options. They are made by {@link dev.watchstream.parser.stream.EndpointsParser}, which is
 * fed, and by {@link dev.watchstream.parser.stream.EventStream}, which is asked.
 */
package dev.watchstream.parser;
