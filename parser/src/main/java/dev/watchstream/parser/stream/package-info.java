/**
 * The two entry points: {@link dev.watchstream.parser.stream.EndpointsParser} is fed bytes and
 * pushes events to a handler; from {@link dev.watchstream.parser.stream.EventStream} events are
 * pulled.
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
