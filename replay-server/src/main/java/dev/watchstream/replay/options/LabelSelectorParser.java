package dev.watchstream.replay.options;

import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.options.LabelSelector.Operator;
import dev.watchstream.replay.options.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of label selectors, with the messages of the API server: {@code a}, {@code !a},
 * {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in (b,c)}, {@code a notin (b,c)}, {@code a>1},
 * {@code a<1}, separated by commas.
 */
final class LabelSelectorParser {
  private static final int MAX_VALUE_LENGTH = 63;
  private static final Pattern KEY =
      Pattern.compile(
          "(?:[a-z0-9][-a-z0-9.]{0,252}/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
  private static final String SPECIAL = "=!(),><";
  private static final List<String> OPERATORS = List.of("in", "notin", "=", "==", "!=", ">", "<");

  private final String text;
  private int position;

  /** The next token; empty at the end. */
  private String token;

  private boolean word;

  LabelSelectorParser(String text) {
    this.text = text;
    this.token = "";
    advance();
  }

  LabelSelector parse() throws StatusException {
    List<Requirement> requirements = new ArrayList<>();
    while (!atEnd()) {
      if (!word && !isSymbol("!")) {
        throw unexpected("!, identifier, or 'end of string'");
      }
      requirements.add(requirement());
      if (!atEnd()) {
        if (!isSymbol(",")) {
          throw unexpected("',' or 'end of string'");
        }
        advance();
        if (!word && !isSymbol("!")) {
          throw unexpected("identifier after ','");
        }
      }
    }
    return new LabelSelector(requirements);
  }

  private Requirement requirement() throws StatusException {
    boolean absent = isSymbol("!");
    if (absent) {
      advance();
    }
    String key = key();
    if (absent || atEnd() || isSymbol(",")) {
      return new Requirement(key, absent ? Operator.DOES_NOT_EXIST : Operator.EXISTS, Set.of());
    }
    String operator = token;
    if (!OPERATORS.contains(operator)) {
      throw bad("found '%s', expected: in, notin, =, ==, !=, gt, lt".formatted(operator));
    }
    advance();
    return switch (operator) {
      case "in" -> new Requirement(key, Operator.IN, values());
      case "notin" -> new Requirement(key, Operator.NOT_IN, values());
      case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(value()));
      case ">" -> new Requirement(key, Operator.GREATER_THAN, Set.of(number()));
      case "<" -> new Requirement(key, Operator.LESS_THAN, Set.of(number()));
      default -> new Requirement(key, Operator.IN, Set.of(value()));
    };
  }

  private String key() throws StatusException {
    if (!word) {
      throw bad("found '%s', expected: identifier".formatted(token));
    }
    String key = token;
    if (!KEY.matcher(key).matches()) {
      throw bad(
          "<nil>: Invalid value: \"%s\": a label key is an optional DNS subdomain and '/', then"
                  .formatted(key)
              + " up to 63 letters, digits, '-', '_' and '.'");
    }
    advance();
    return key;
  }

  private Set<String> values() throws StatusException {
    if (!isSymbol("(")) {
      throw bad("found '%s' expected: '('".formatted(token));
    }
    advance();
    if (!word && !isSymbol(",") && !isSymbol(")")) {
      throw bad("found '%s', expected: ',', ')' or identifier".formatted(token));
    }
    Set<String> values = new HashSet<>();
    while (!isSymbol(")")) {
      values.add(word ? value() : "");
      if (!isSymbol(",") && !isSymbol(")")) {
        throw bad("found '%s', expected: ',' or ')'".formatted(token));
      }
      if (isSymbol(",")) {
        advance();
        if (isSymbol(")")) {
          values.add("");
        } else if (!word && !isSymbol(",")) {
          throw bad("found '%s', expected: ',', or identifier".formatted(token));
        }
      }
    }
    if (values.isEmpty()) {
      values.add("");
    }
    advance();
    return values;
  }

  /** A single value, which may be empty. */
  private String value() throws StatusException {
    if (atEnd() || isSymbol(",")) {
      return "";
    }
    if (!word) {
      throw bad("found '%s', expected: identifier".formatted(token));
    }
    String value = token;
    if (value.length() > MAX_VALUE_LENGTH || !VALUE.matcher(value).matches()) {
      throw bad(
          "values[0][%s]: Invalid value: \"%s\": a label's value is up to 63 letters, digits, '-',"
                  .formatted(value, value)
              + " '_' and '.'");
    }
    advance();
    return value;
  }

  private String number() throws StatusException {
    String value = value();
    try {
      return Long.toString(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw bad(
          "values[0]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
              .formatted(value));
    }
  }

  private boolean atEnd() {
    return token.isEmpty();
  }

  private boolean isSymbol(String symbol) {
    return !word && token.equals(symbol);
  }

  private void advance() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    int start = position;
    word = position < text.length() && SPECIAL.indexOf(text.charAt(position)) < 0;
    if (word) {
      while (position < text.length() && (SPECIAL + " \t\r\n").indexOf(text.charAt(position)) < 0) {
        position++;
      }
    } else if (text.startsWith("==", position) || text.startsWith("!=", position)) {
      position += 2;
    } else if (position < text.length()) {
      position++;
    }
    token = text.substring(start, position);
  }

  private StatusException unexpected(String expected) {
    return StatusException.badRequest("found '%s', expected: %s".formatted(token, expected));
  }

  private static StatusException bad(String what) {
    return StatusException.badRequest("unable to parse requirement: " + what);
  }
}
