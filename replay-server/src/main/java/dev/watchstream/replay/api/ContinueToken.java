package dev.watchstream.replay.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.watchstream.replay.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next part of a list begins.
 *
 * @param version of the list; {@link #ANY} to go on with the current state
 * @param after the last key of the previous part
 */
public record ContinueToken(long version, ObjectKey after) {
  public static final long ANY = -1;

  /** A longer token was not made here. */
  private static final int MAX_LENGTH = 4096;

  /** How Go words it. */
  private static final String NO_END = "unexpected end of JSON input";

  /** What a JSON text may begin with. */
  private static final String BEGINNINGS = "{[\"-0123456789tfn \t\r\n";

  private static final String API_VERSION = "meta.k8s.io/v1";
  private static final JsonFactory JSON = new JsonFactory();

  /** {@code namespace} is the one that is listed; the token's key is relative to it. */
  public static ContinueToken parse(String token, boolean inNamespace, String namespace)
      throws StatusException {
    byte[] json = decode(token);
    String apiVersion = "";
    long version = 0;
    String start = "";
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw invalid(NO_END);
      }
      if (first != JsonToken.START_OBJECT) {
        throw invalid("json: cannot unmarshal into a continue token");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          parser.skipChildren();
          continue;
        }
        switch (member) {
          case "v" -> apiVersion = parser.getText();
          case "rv" -> version = parser.getValueAsLong();
          case "start" -> start = parser.getText();
          default -> {
            // Another server's.
          }
        }
      }
    } catch (JsonEOFException e) {
      throw invalid(NO_END);
    } catch (IOException e) {
      char first = (char) (json[0] & 0xFF);
      throw invalid(
          BEGINNINGS.indexOf(first) < 0
              ? "invalid character '%c' looking for beginning of value".formatted(first)
              : "it is not JSON");
    }
    if (!apiVersion.equals(API_VERSION)) {
      throw badToken("server does not recognize this encoded version \"" + apiVersion + "\"");
    }
    String key = start.endsWith("\0") ? start.substring(0, start.length() - 1) : start;
    int slash = key.indexOf('/');
    if (key.isEmpty() || version == 0 || inNamespace == slash >= 0) {
      throw badToken("continue key is not valid: " + start);
    }
    return new ContinueToken(
        version,
        inNamespace
            ? new ObjectKey(namespace, key)
            : new ObjectKey(key.substring(0, slash), key.substring(slash + 1)));
  }

  public String encode(boolean inNamespace) {
    JsonText json = new JsonText();
    json.raw("{\"v\":\"" + API_VERSION + "\",\"rv\":" + version + ",\"start\":");
    json.string((inNamespace ? after.name() : after.toString()) + "\0").raw("}");
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toByteArray());
  }

  private static byte[] decode(String token) throws StatusException {
    if (token.length() > MAX_LENGTH) {
      throw invalid("longer than " + MAX_LENGTH + " characters");
    }
    try {
      return Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw invalid("illegal base64 data");
    }
  }

  private static StatusException invalid(String what) {
    return badToken("continue key is not valid: " + what);
  }

  private static StatusException badToken(String what) {
    return StatusException.badRequest("invalid continue token: " + what);
  }
}
