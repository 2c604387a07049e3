package dev.watchstream.replay.engine;

import dev.watchstream.replay.version.ServerProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of Endpoints and EndpointSlices, for {@code kubectl explain}: OpenAPI 3.0 documents,
 * one per group and version (KEP-2896). Immutable.
 */
final class OpenApi {
  private static final Map<String, String> FILES =
      Map.of(
          "api/v1", "openapi-v1.json",
          "apis/discovery.k8s.io/v1", "openapi-discovery.k8s.io-v1.json");

  private final Map<String, String> documents = new TreeMap<>();

  OpenApi(ServerProfile server) {
    FILES.forEach(
        (path, file) -> documents.put(path, read(file).replace("VERSION", server.version().git())));
  }

  /** Which documents there are, and where. */
  String index() {
    return documents.entrySet().stream()
        .map(
            document ->
                "\"%s\":{\"serverRelativeURL\":\"/openapi/v3/%s?hash=%s\"}"
                    .formatted(document.getKey(), document.getKey(), hash(document.getValue())))
        .collect(Collectors.joining(",", "{\"paths\":{", "}}"));
  }

  /** Null when there is no document for that path, such as {@code api/v1}. */
  @Nullable String document(String path) {
    return documents.get(path);
  }

  /** Shows a client that caches a document that it has changed. */
  private static String hash(String document) {
    CRC32 crc = new CRC32();
    crc.update(document.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().withUpperCase().toHexDigits((int) crc.getValue());
  }

  private static String read(String file) {
    try (InputStream in = OpenApi.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
