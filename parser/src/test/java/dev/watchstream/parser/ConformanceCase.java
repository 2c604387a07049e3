package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One case of a conformance file: what goes in and what has to come out. */
record ConformanceCase(String name, ParserOptions options, String input, String expected) {

  private static final Pattern HEX = Pattern.compile("<([0-9A-F]{2}(?: [0-9A-F]{2})*)>");

  static List<ConformanceCase> parse(String file) {
    List<ConformanceCase> cases = new ArrayList<>();
    for (String part : file.split("(?m)^== ", -1)) {
      if (cases.isEmpty() && (part.isBlank() || part.startsWith("#"))) {
        continue; // the file's comment before its first case
      }
      cases.add(parseCase(part));
    }
    return cases;
  }

  private static ConformanceCase parseCase(String part) {
    int endOfName = part.indexOf('\n');
    String name = part.substring(0, endOfName);
    String[] halves = part.substring(endOfName + 1).split("(?m)^->\n?", -1);
    if (halves.length != 2) {
      throw new IllegalArgumentException(name + " has " + (halves.length - 1) + " lines of ->");
    }
    String input = halves[0];
    ParserOptions options = ParserOptions.defaults();
    if (input.startsWith("options: ")) {
      int end = input.indexOf('\n');
      options = options(input.substring("options: ".length(), end));
      input = input.substring(end + 1);
    }
    // The line end before the arrow belongs to the file, not to the stream.
    input = input.isEmpty() ? input : input.substring(0, input.length() - 1);
    return new ConformanceCase(name, options, input, halves[1].replaceFirst("\n+$", ""));
  }

  private static ParserOptions options(String words) {
    ParserOptions options = ParserOptions.defaults();
    for (String word : words.split(" ", -1)) {
      String[] setting = word.split("=", -1);
      options =
          switch (setting[0]) {
            case "readPorts" -> options.withReadPorts(true);
            case "skipOtherKinds" -> options.withSkipOtherKinds(true);
            case "maxEventBytes" -> options.withMaxEventBytes(Integer.parseInt(setting[1]));
            case "maxNameLength" -> options.withMaxNameLength(Integer.parseInt(setting[1]));
            case "maxNestingDepth" -> options.withMaxNestingDepth(Integer.parseInt(setting[1]));
            default -> throw new IllegalArgumentException(word);
          };
    }
    return options;
  }

  byte[] stream() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher hex = HEX.matcher(input);
    int from = 0;
    while (hex.find()) {
      bytes.writeBytes(input.substring(from, hex.start()).getBytes(UTF_8));
      bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex.group(1)));
      from = hex.end();
    }
    bytes.writeBytes(input.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
