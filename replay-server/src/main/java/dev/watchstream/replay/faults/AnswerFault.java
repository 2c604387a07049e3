package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;

/** A fault in place of the answer: the server behind is not asked. */
non-sealed interface AnswerFault extends Fault {

  ApiResponse answer(ApiRequest request);
}
