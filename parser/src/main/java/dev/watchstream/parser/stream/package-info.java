/**
 * The two doors: {@link dev.watchstream.parser.stream.EndpointsParser}, which is fed, and {@link
 * dev.watchstream.parser.stream.EventStream}, which is asked. Nothing else knows all readers.
 *
 * <pre>{@code
 * EndpointsParser parser = EndpointsParser.create(event -> System.out.println(event));
 * for (int length; (length = in.read(bytes)) >= 0; ) {
 *   parser.feed(bytes, 0, length);
 * }
 * parser.endOfInput();
 * }</pre>
 */
package dev.watchstream.parser.stream;
