package dev.watchstream.parser.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.watchstream.parser.LimitExceededException;
import dev.watchstream.parser.MalformedStreamException;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.TruncatedStreamException;
import dev.watchstream.parser.WatchStreamException.Place;
import dev.watchstream.parser.bytes.LazyText;
import dev.watchstream.parser.bytes.StringPool;
import dev.watchstream.parser.bytes.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON tokens of a stream that arrives in chunks, and where in the stream we are. Adds what
 * Jackson lacks in a parser that lives as long as its stream: limits per event instead of per
 * stream, strict UTF-8, and errors that Jackson overlooks where its input is split. Turns Jackson's
 * exceptions into our own.
 */
final class JacksonTokens {

  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  private final JsonFactory jackson =
      JsonFactory.builder()
          // Ours hold for one event; Jackson's would add up over the stream.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(-1)
                  .maxTokenCount(-1)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // Names come from the wire without bound (labels, managedFields): the JVM's table of
          // interned strings is no place for them, and a full symbol table is emptied, not an
          // error.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private static final byte[] EMPTY_VALUE = {'[', ']'};

  /** Its first byte in UTF-8. */
  private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

  private final ParserOptions options;
  private final int maxNameLength;
  private final int maxNestingDepth;
  private final StringPool pool = new StringPool();

  private JsonParser parser;
  private ByteArrayFeeder feeder;

  private final TokenMarks marks = new TokenMarks();
  private final Utf8Chunks pieces = new Utf8Chunks();
  private final SplitGuard seam = new SplitGuard();

  private int depth;

  /** The depth of the container that is being skipped; 0 for none. */
  private int skipDepth;

  /** Where the JSON value begins that we are in, or that comes next. */
  private long valueStart;

  /** Where what counts as one event for {@link ParserOptions#maxEventBytes()} begins. */
  private long eventStart;

  /** Whether something that is neither a container nor white space has begun between two events. */
  private boolean strayValue;

  private long eventNumber;

  /** Whether Jackson was given anything yet. */
  private boolean hasBegun;

  /** How many items of the list that is being read Jackson was not given. */
  private long itemsPassedOver;

  JacksonTokens(ParserOptions options) {
    this.options = options;
    this.maxNameLength = options.maxNameLength();
    this.maxNestingDepth = options.maxNestingDepth();
    try {
      this.parser = jackson.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    reset();
  }

  private void renewParser() {
    try {
      parser.close();
      parser = jackson.createNonBlockingByteArrayParser();
      feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void reset() {
    if (pieces.given > 0 || pieces.isAtEnd()) {
      renewParser();
    }
    pieces.reset();
    seam.reset();
    depth = 0;
    skipDepth = 0;
    valueStart = 0;
    eventStart = 0;
    strayValue = false;
    eventNumber = 0;
    hasBegun = false;
    itemsPassedOver = 0;
    marks.want(false);
  }

  /** Hands over input; {@link #next()} reads it and is done with it when it returns null. */
  void feed(byte[] bytes, int offset, int length) {
    pieces.feed(bytes, offset, length);
  }

  void endOfInput() {
    pieces.endOfInput();
  }

  /** The next token; null when more input is needed, or there is none. */
  @Nullable JsonToken next() {
    try {
      if (skipDepth > 0 && !skip()) {
        return null;
      }
      return nextToken();
    } catch (JsonEOFException e) {
      throw new TruncatedStreamException(place(pieces.given), valueStart);
    } catch (JsonProcessingException e) {
      // Jackson reports a literal that was cut off as an unknown word.
      if (pieces.isAtEnd() && pieces.from == pieces.to && seam.isInsideLiteral()) {
        throw new TruncatedStreamException(place(pieces.given), valueStart);
      }
      throw notJson(inStream(e.getLocation().getByteOffset()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.NOT_AVAILABLE) {
      token = nextTokenAcrossPieces();
    }
    if (marks.areTaken() && token != null) {
      marks.add(token, offset());
    }
    return token;
  }

  private @Nullable JsonToken nextTokenAcrossPieces() throws IOException {
    JsonToken token = JsonToken.NOT_AVAILABLE;
    while (token == JsonToken.NOT_AVAILABLE) {
      endPiece();
      if (!giveMore()) {
        return null;
      }
      token = parser.nextToken();
    }
    // Jackson accepts {"a":} and {"a":1,} when the input is split before the last brace.
    if (token == JsonToken.END_OBJECT && seam.isAfterColonOrComma()) {
      throw notJson(offset() - 1, null);
    }
    return token;
  }

  /**
   * Finds the bad character: Jackson points at it, behind it or into it, depending on what it is
   * and on where the input is split.
   */
  private MalformedStreamException notJson(long offset, @Nullable Throwable cause) {
    long behind = Math.max(0, pieces.given - offset);
    int index = pieces.to - (int) Math.min(behind, pieces.to - pieces.from);
    int first = index;
    if (first > pieces.from && isForbidden(pieces.bytes[first - 1])) {
      first--;
    }
    while (first > pieces.from && first < pieces.to && Utf8.isContinuation(pieces.bytes[first])) {
      first--;
    }
    return new MalformedStreamException("not JSON", place(offset - (index - first)), cause);
  }

  /** Whether a byte is a control character that may stand nowhere in JSON. */
  private static boolean isForbidden(byte b) {
    return b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t';
  }

  /** The tokens of the event that was announced last. */
  TokenMarks marks() {
    return marks;
  }

  /** The reader saw the start of a container. */
  void enter() {
    depth++;
    if (depth == 1) {
      itemsPassedOver = 0;
      valueStart = offset() - 1;
      eventStart = valueStart;
      strayValue = false;
    }
    if (depth > maxNestingDepth) {
      throw new LimitExceededException(
          "the nesting of objects and arrays exceeds",
          "maxNestingDepth",
          maxNestingDepth,
          place(offset() - 1));
    }
  }

  /** The reader saw the end of a container. */
  void leave() {
    depth--;
    if (depth == 0) {
      valueStart = offset();
    }
  }

  /** Skips the container that was just entered: the next token is the one after its end. */
  void skipContainer() {
    skipDepth = depth;
  }

  /** False when more input is needed. */
  private boolean skip() throws IOException {
    while (depth >= skipDepth) {
      JsonToken token = nextToken();
      if (token == null) {
        return false;
      }
      switch (token) {
        case START_OBJECT, START_ARRAY -> enter();
        case END_OBJECT, END_ARRAY -> leave();
        case FIELD_NAME -> name();
        default -> {}
      }
    }
    skipDepth = 0;
    return true;
  }

  /** From {@code offset} on, {@link ParserOptions#maxEventBytes()} applies to another event. */
  void beginEvent(long offset) {
    eventStart = offset;
  }

  /** Whether Jackson has read all input, and stands between two root values. */
  boolean isBetweenValues() {
    return depth == 0 && !strayValue && pieces.isUsedUp();
  }

  /** Whether Jackson has read all input, which ends with an object and perhaps white space. */
  boolean isBehindObject() {
    return skipDepth == 0 && seam.isBehindObject() && pieces.isUsedUp();
  }

  /**
   * Skips {@code bytes} bytes without giving them to Jackson: an event, and what is between it and
   * the previous one. To be called only between two events.
   */
  void passOver(int bytes) {
    refuseByteOrderMark();
    pieces.given += bytes;
    eventStart = pieces.given;
    if (depth == 0) {
      valueStart = pieces.given;
    } else {
      itemsPassedOver++;
    }
    eventNumber++;
  }

  /** Skips {@code bytes} bytes of white space. To be called only between two root values. */
  void passOverSpace(int bytes) {
    refuseByteOrderMark();
    pieces.given += bytes;
  }

  /** Where the root value begins that we are in, or that comes next. */
  long valueStart() {
    return valueStart;
  }

  /** One more event was handed out. */
  void countEvent() {
    eventNumber++;
  }

  long eventNumber() {
    return eventNumber;
  }

  /** Where the last token ends, in bytes from the stream's start. */
  long offset() {
    try {
      // Unlike parser.currentLocation(), allocates nothing and counts a byte order mark.
      return pieces.given - parser.releaseBuffered(NOWHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Converts an offset of Jackson's, which does not count a byte order mark. */
  private long inStream(long offsetOfJackson) {
    return offsetOfJackson + offset() - parser.currentLocation().getByteOffset();
  }

  /** Where the root value or list item that was announced last begins, in bytes. */
  long eventStart() {
    return eventStart;
  }

  Place place(long offset) {
    return new Place(eventNumber, offset);
  }

  /** Where the last token begins, in bytes from the stream's start. */
  long offsetOfToken() {
    // Jackson notes the place after it has read the token's first byte.
    return inStream(parser.currentTokenLocation().getByteOffset()) - 1;
  }

  Place placeOfToken() {
    return place(offsetOfToken());
  }

  /** A JSON Pointer to where we are. */
  String path() {
    String path = parser.getParsingContext().pathAsPointer().toString();
    return itemsPassedOver == 0 ? path : withItemsPassedOver(path);
  }

  /** Jackson has not counted the items that it was not given. */
  private String withItemsPassedOver(String path) {
    String items = "/items/";
    if (!path.startsWith(items)) {
      return path;
    }
    int end = path.indexOf('/', items.length());
    int behind = end < 0 ? path.length() : end;
    long index = Long.parseLong(path.substring(items.length(), behind)) + itemsPassedOver;
    return items + index + path.substring(behind);
  }

  // ---- the last token ----

  /** The name of the member whose value comes next. */
  String name() {
    try {
      String name = parser.currentName();
      if (name.length() > maxNameLength) {
        throw new LimitExceededException(
            "a JSON member name exceeds", "maxNameLength", maxNameLength, placeOfToken());
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new String; null for null and for an empty one, which the API treats as absent. */
  @Nullable String string() {
    try {
      if (isNull()) {
        return null;
      }
      String text = parser.getText();
      return text.isEmpty() ? null : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link #string()}, but shared by all equal texts. */
  @Nullable String pooledString() {
    try {
      int length = isNull() ? 0 : parser.getTextLength();
      return length == 0
          ? null
          : pool.get(parser.getTextCharacters(), parser.getTextOffset(), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link #string()}, without making a String yet. */
  void string(LazyText text) {
    try {
      int length = isNull() ? 0 : parser.getTextLength();
      text.set(parser.getTextCharacters(), parser.getTextOffset(), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number; 0 for null. */
  int intValue() {
    try {
      return isNull() ? 0 : parser.getIntValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True, false, or null for null. */
  @Nullable Boolean booleanValue() {
    return isNull() ? null : parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** Whether a number fits an int. */
  boolean isInt() {
    try {
      return parser.getNumberType() == JsonParser.NumberType.INT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  static String inWords(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      default -> "null";
    };
  }

  // ---- giving bytes to Jackson ----

  /** Gives Jackson its next piece of input. False when there is none, or none yet. */
  private boolean giveMore() throws IOException {
    long room = options.maxEventBytes() - bytesOfEvent();
    if (room <= 0 && pieces.hasNext()) {
      throw new LimitExceededException(
          "an event exceeds", "maxEventBytes", options.maxEventBytes(), place(pieces.given));
    }
    long end = pieces.given;
    switch (pieces.next(room)) {
      case PIECE -> {
        if (pieces.bytes[pieces.from] != BYTE_ORDER_MARK) {
          refuseByteOrderMark();
        }
        hasBegun = true;
        feeder.feedInput(pieces.bytes, pieces.from, pieces.to);
      }
      case END -> feeder.endOfInput();
      case WAIT -> {
        return false;
      }
      case ILL_FORMED -> throw new MalformedStreamException("not UTF-8", place(end), null);
    }
    return true;
  }

  /**
   * Jackson accepts a byte order mark until it has seen a value, even after white space in an
   * earlier piece. An empty array stops that.
   */
  private void refuseByteOrderMark() {
    if (hasBegun) {
      return;
    }
    hasBegun = true;
    try {
      feeder.feedInput(EMPTY_VALUE, 0, EMPTY_VALUE.length);
      while (parser.nextToken() != JsonToken.NOT_AVAILABLE) {
        // an array begins, and ends
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long bytesOfEvent() {
    return depth > 0 || strayValue ? pieces.given - eventStart : 0;
  }

  /** Jackson has used up its piece: notes what is needed of it before it is dropped. */
  private void endPiece() {
    seam.add(pieces.bytes, pieces.from, pieces.to);
    if (depth == 0 && !strayValue) {
      noteStrayValue();
    }
    pieces.drop();
  }

  /**
   * If there was more than white space after the last event, a string or a number may have begun
   * that Jackson buffers until it is complete: its size has to be limited.
   */
  private void noteStrayValue() {
    long start = pieces.given - (pieces.to - pieces.from);
    for (int i = pieces.from + (int) Math.max(0, valueStart - start); i < pieces.to; i++) {
      if (!SplitGuard.isWhiteSpace(pieces.bytes[i])) {
        strayValue = true;
        valueStart = start + (i - pieces.from);
        eventStart = valueStart;
        return;
      }
    }
  }
}
