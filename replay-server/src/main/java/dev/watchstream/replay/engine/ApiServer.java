package dev.watchstream.replay.engine;

/** Answers requests. Safe for use by several threads; never blocks. */
public interface ApiServer {

  /** What a server answers to this; errors are answers too, so this throws nothing. */
  ApiResponse answer(ApiRequest request);
}
