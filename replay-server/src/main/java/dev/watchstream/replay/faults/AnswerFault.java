package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters.Layer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A fault in place of the answer: the server behind is not asked. */
non-sealed interface AnswerFault extends Fault {

  /**
   * The answer instead; null when the fault is over, and the server behind answers.
   *
   * @param nanoTime real time in nanoseconds, as {@link System#nanoTime}
   */
  ApiResponse.@Nullable Whole answer(ApiRequest request, LongSupplier nanoTime);

  /** The layer of the API server that would answer so. */
  default Layer layer() {
    return Layer.HANDLER;
  }
}
