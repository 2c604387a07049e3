package dev.watchstream.benchmarks.contender;

import org.jspecify.annotations.Nullable;

/** An address as all contenders must agree on it, with the parts of its targetRef. */
public record CanonicalAddress(
    @Nullable String ip,
    @Nullable String hostname,
    @Nullable String nodeName,
    @Nullable String targetKind,
    @Nullable String targetNamespace,
    @Nullable String targetName,
    @Nullable String targetUid) {}
