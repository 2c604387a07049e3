package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * A port of a subset or a slice.
 *
 * @param name its name; null where it has none
 * @param port its number; 0 where a slice leaves it open, which means all ports
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}; null where the server left it out
 * @param appProtocol the application's protocol, or null
 */
public record Port(
    @Nullable String name, int port, @Nullable String protocol, @Nullable String appProtocol) {}
