package dev.watchstream.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.watchstream.parser.WatchStreamException.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The JSON tokens of a stream that arrives in pieces, and where in the stream we are. Guards what
 * Jackson leaves open on a parser that lives as long as its stream: limits per event instead of per
 * stream, and strict UTF-8. Turns what Jackson throws into our own exceptions.
 *
 * <p>The guards look at the bytes before Jackson does and hand it pieces that end at a limit, at an
 * ill-formed character, or between two characters; so where the caller's chunks end makes no
 * difference to what is reported.
 */
final class Tokens {

  /** A character's bytes at most. */
  private static final int MAX_CHARACTER = 4;

  private static final byte[] NOTHING = {};

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

  private final ParserOptions options;
  private final int maxNameLength;
  private final int maxNestingDepth;
  private final StringPool pool = new StringPool();

  private JsonParser parser;
  private ByteArrayFeeder feeder;

  /** What the caller gave and Jackson has not got yet. */
  private byte[] input = NOTHING;

  private int position;
  private int end;
  private boolean inputEnded;

  /** The first bytes of a character whose rest has not arrived. */
  private final byte[] character = new byte[MAX_CHARACTER];

  private int characterLength;

  /** The offset in the stream of the next byte that Jackson gets. */
  private long given;

  private int depth;

  /** The depth of the container that is read past; 0 for none. */
  private int skipDepth;

  /** Where the JSON value begins that we are in, or that comes next. */
  private long valueStart;

  /** Where what counts as one event for {@link ParserOptions#maxEventBytes()} begins. */
  private long eventStart;

  /** Whether something that is neither a container nor white space has begun between two events. */
  private boolean strayValue;

  /** What Jackson got last and {@link #notePiece()} has not looked at. */
  private byte[] piece = NOTHING;

  private int pieceStart;
  private int pieceEnd;

  /** The last byte of all pieces before this one that is not white space. */
  private byte lastMark;

  /** The word that the pieces before this one end in, or its last bytes. */
  private final byte[] lastWord = new byte["false".length()];

  private int lastWordLength;

  private long eventNumber;

  Tokens(ParserOptions options) {
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
    if (given > 0 || inputEnded) {
      renewParser();
    }
    input = NOTHING;
    position = 0;
    end = 0;
    inputEnded = false;
    characterLength = 0;
    given = 0;
    depth = 0;
    skipDepth = 0;
    valueStart = 0;
    eventStart = 0;
    strayValue = false;
    piece = NOTHING;
    pieceStart = 0;
    pieceEnd = 0;
    lastMark = 0;
    lastWordLength = 0;
    eventNumber = 0;
  }

  /** Hands over input; {@link #next()} reads it and is done with it when it returns null. */
  void feed(byte[] bytes, int offset, int length) {
    input = bytes;
    position = offset;
    end = offset + length;
  }

  void endOfInput() {
    inputEnded = true;
  }

  /** The next token; null when more input is needed, or there is none. */
  @Nullable JsonToken next() {
    try {
      if (skipDepth > 0 && !skip()) {
        return null;
      }
      return nextToken();
    } catch (JsonEOFException e) {
      throw new TruncatedStreamException(place(given), valueStart);
    } catch (JsonProcessingException e) {
      if (endsInsideLiteral()) {
        throw new TruncatedStreamException(place(given), valueStart);
      }
      throw notJson(inStream(e.getLocation().getByteOffset()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = parser.nextToken();
    return token == JsonToken.NOT_AVAILABLE ? nextTokenAcrossPieces() : token;
  }

  private @Nullable JsonToken nextTokenAcrossPieces() throws IOException {
    JsonToken token = JsonToken.NOT_AVAILABLE;
    while (token == JsonToken.NOT_AVAILABLE) {
      notePiece();
      if (!giveMore()) {
        return null;
      }
      token = parser.nextToken();
    }
    // Jackson takes {"a":} and {"a":1,} when the input is split before the last brace.
    if (token == JsonToken.END_OBJECT && (lastMark == ':' || lastMark == ',')) {
      throw notJson(offset() - 1, null);
    }
    return token;
  }

  private MalformedStreamException notJson(long offset, @Nullable Throwable cause) {
    // Whether Jackson points at a character's first byte or behind it hangs on where the input is
    // split.
    long index = offset - (given - pieceEnd);
    long first = offset;
    while (index >= pieceStart && index < pieceEnd && Utf8.isContinuation(piece[(int) index])) {
      index--;
      first--;
    }
    return new MalformedStreamException("not JSON", place(first), cause);
  }

  /**
   * Whether the input has ended in the middle of true, false or null. Jackson takes it for a word
   * that is none of these.
   */
  private boolean endsInsideLiteral() {
    if (!inputEnded || piece != NOTHING || lastWordLength == 0) {
      return false;
    }
    String word = new String(lastWord, 0, lastWordLength, StandardCharsets.ISO_8859_1);
    return "true".startsWith(word) || "false".startsWith(word) || "null".startsWith(word);
  }

  /** The reader saw the start of a container. */
  void enter() {
    depth++;
    if (depth == 1) {
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

  /** Reads past the container that was just entered: the next token is the one after its end. */
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

  /** From here on it is another event that {@link ParserOptions#maxEventBytes()} measures. */
  void beginEvent(long offset) {
    eventStart = offset;
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
      // Costs no object, as parser.currentLocation() does; and counts a byte order mark.
      return given - parser.releaseBuffered(NOWHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jackson counts from behind a byte order mark. */
  private long inStream(long offsetOfJackson) {
    return offsetOfJackson + offset() - parser.currentLocation().getByteOffset();
  }

  /** Where the last root value or list item began that was announced, in bytes. */
  long eventStart() {
    return eventStart;
  }

  Place place(long offset) {
    return new Place(eventNumber, offset);
  }

  /** Where the last token begins, in bytes from the stream's start. */
  long offsetOfToken() {
    // Jackson notes the place when it has taken the token's first byte.
    return inStream(parser.currentTokenLocation().getByteOffset()) - 1;
  }

  Place placeOfToken() {
    return place(offsetOfToken());
  }

  /** A JSON Pointer to where we are. */
  String path() {
    return parser.getParsingContext().pathAsPointer().toString();
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

  /** A string of its own; null for null, and for an empty one, which the API takes for absent. */
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

  /** Like {@link #string()}, but shared by all who say the same. */
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
    if (position == end && !(inputEnded && characterLength > 0)) {
      if (inputEnded) {
        feeder.endOfInput();
      }
      return inputEnded;
    }
    long room = options.maxEventBytes() - bytesOfEvent();
    if (room <= 0) {
      throw new LimitExceededException(
          "an event exceeds", "maxEventBytes", options.maxEventBytes(), place(given));
    }
    if (characterLength > 0) {
      return giveSplitCharacter();
    }
    int whole = Utf8.wholeCharacters(input, position, (int) Math.min(end, position + room));
    if (whole > position) {
      give(input, position, whole);
      position = whole;
      return true;
    }
    return giveSplitCharacter();
  }

  /** The next character is in two chunks, or over the edge of the room there is, or ill-formed. */
  private boolean giveSplitCharacter() throws IOException {
    while (true) {
      int length =
          characterLength == 0 ? Utf8.INCOMPLETE : Utf8.character(character, 0, characterLength);
      if (length == Utf8.ILL_FORMED) {
        throw new MalformedStreamException("not UTF-8", place(given), null);
      }
      boolean last = inputEnded && position == end;
      if (length > 0 || last) {
        int complete = characterLength;
        characterLength = 0;
        give(character, 0, complete);
        return true;
      }
      if (position == end) {
        return false;
      }
      character[characterLength++] = input[position++];
    }
  }

  private void give(byte[] bytes, int from, int to) throws IOException {
    feeder.feedInput(bytes, from, to);
    given += to - from;
    piece = bytes;
    pieceStart = from;
    pieceEnd = to;
  }

  private long bytesOfEvent() {
    return depth > 0 || strayValue ? given - eventStart : 0;
  }

  /** Jackson has used up its piece of input: notes what matters of it, while it is there. */
  private void notePiece() {
    for (int i = pieceEnd - 1; i >= pieceStart; i--) {
      if (!isWhiteSpace(piece[i])) {
        lastMark = piece[i];
        break;
      }
    }
    noteLastWord();
    if (depth == 0 && !strayValue) {
      noteStrayValue();
    }
    piece = NOTHING;
    pieceStart = 0;
    pieceEnd = 0;
  }

  private void noteLastWord() {
    int start = pieceEnd;
    while (start > pieceStart
        && pieceEnd - start < lastWord.length
        && Character.isJavaIdentifierPart(piece[start - 1] & 0xFF)) {
      start--;
    }
    int length = pieceEnd - start;
    // A word goes on from piece to piece; one that is too long for a literal need not be kept
    // whole.
    int before = start == pieceStart ? Math.min(lastWordLength, lastWord.length - length) : 0;
    System.arraycopy(lastWord, lastWordLength - before, lastWord, 0, before);
    System.arraycopy(piece, start, lastWord, before, length);
    lastWordLength = before + length;
  }

  /**
   * If there was more than white space after the last event, a string or a number may have begun
   * that Jackson keeps until it is whole: it has to be measured.
   */
  private void noteStrayValue() {
    long pieceOffset = given - (pieceEnd - pieceStart);
    for (int i = pieceStart + (int) Math.max(0, valueStart - pieceOffset); i < pieceEnd; i++) {
      if (!isWhiteSpace(piece[i])) {
        strayValue = true;
        valueStart = pieceOffset + (i - pieceStart);
        eventStart = valueStart;
        return;
      }
    }
  }

  private static boolean isWhiteSpace(byte b) {
    return b >= 0 && b <= ' ';
  }
}
