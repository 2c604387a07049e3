package dev.watchstream.replay.api;

/** Answers requests. Safe for use by several threads; never blocks. */
public interface ApiHandler {

  /** Never throws: errors are answers too. */
  ApiResponse answer(ApiRequest request);
}
