/**
 * The two doors: {@link dev.watchstream.parser.stream.EndpointsParser}, which is fed, and {@link
 * dev.watchstream.parser.stream.EventStream}, which is asked. Nothing else knows all readers.
 */
package dev.watchstream.parser.stream;
