package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters.Layer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A fault in place of the answer: the server behind is not asked. */
non-sealed interface AnswerFault extends Fault {

  /**
   * What is answered instead; null when the fault is over, and the server behind is asked.
   *
   * @param nanoTime of the wall clock, as {@link System#nanoTime}
   */
  ApiResponse.@Nullable Whole answer(ApiRequest request, LongSupplier nanoTime);

  /** Who would have answered so. */
  default Layer layer() {
    return Layer.HANDLER;
  }
}
