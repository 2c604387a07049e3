/**
 * The events of a stream with their addresses, the exceptions that end a stream, and the options.
 * Events come from {@link dev.watchstream.parser.stream.EndpointsParser}, which is fed bytes and
 * pushes events to a handler, or are pulled from {@link dev.watchstream.parser.stream.EventStream}.
 *
 * <pre>{@code
 * StreamEvent event =
 *     EndpointsEvent.ofEndpoints("default", "web").addresses(Address.of("10.0.0.1")).build();
 * if (event instanceof EndpointsEvent endpoints) {
 *   endpoints.addresses().forEach(address -> System.out.println(address.ip()));
 * } else if (event instanceof StatusEvent status && status.isGone()) {
 *   System.out.println("the version is too old: list anew");
 * }
 * }</pre>
 */
package dev.watchstream.parser;
