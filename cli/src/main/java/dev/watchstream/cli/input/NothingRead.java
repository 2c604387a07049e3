package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.fixtures.input.Recognition;

/** The failure for an input without any event: one line that says what the input is instead. */
final class NothingRead {

  private NothingRead() {}

  static CommandException in(Source source, StreamOptions options) {
    return CommandException.badStream(source.name() + ": " + why(source, options));
  }

  private static String why(Source source, StreamOptions options) {
    byte[] head = source.in().head();
    String beginning = Recognition.beginning(head);
    if (beginning.isEmpty()) {
      return source.in().count() == 0 ? "empty: nothing came" : "nothing but white space";
    }
    String what = source.wayOut().ofInput(head);
    String objects = "no event in it";
    if (options.skipOtherKinds) {
      long count = source.countObjects();
      objects =
          (count == 0
                  ? "its objects"
                  : count == 1 ? "the only object" : "all " + count + " objects")
              + " passed over, none an Endpoints or EndpointSlice";
    }
    return objects + (what == null ? ": \"" + beginning + "\"" : "; " + what);
  }
}
