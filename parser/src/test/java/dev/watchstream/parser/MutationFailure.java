package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Says which mutated stream was read wrongly, and how, so that the failure can be reproduced. */
final class MutationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  MutationFailure(long round, ParserOptions options, byte[] stream, Throwable cause) {
    super(
        "round %d, %s: %s\nin\n%s"
            .formatted(round, options, cause.getMessage(), new String(stream, UTF_8)),
        cause);
  }
}
