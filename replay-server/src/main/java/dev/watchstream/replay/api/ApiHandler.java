package dev.watchstream.replay.api;

/** Answers requests. Safe for use by several threads; never blocks. */
public interface ApiHandler {

  /** What a server answers to this; errors are answers too, so this throws nothing. */
  ApiResponse answer(ApiRequest request);
}
