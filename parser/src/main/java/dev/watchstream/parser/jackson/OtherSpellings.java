package dev.watchstream.parser.jackson;

/**
 * Messages about objects that a program has written in a form of its own. They resemble the API's
 * so much that they would be read, but without the members that are spelled differently.
 */
final class OtherSpellings {

  static final String OF_GO =
      "this is Go's own form of a watch event (\"Type\" and \"Object\"), as json.Marshal writes"
          + " client-go's watch.Event; the API's form is {\"type\":…,\"object\":…}";

  static final String OF_TYPED_OBJECT =
      ", and without subsets or endpoints that would tell it; no event before told what it is (Go"
          + " programs that print typed objects leave the kind out)";

  private OtherSpellings() {}

  static String ofPython(String name) {
    StringBuilder spelling = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean isBegin = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        spelling.append(isBegin ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
      }
    }
    return "the API's spelling is "
        + spelling
        + ": the Python client's to_dict() writes this one, its sanitize_for_serialization() does"
        + " not";
  }
}
