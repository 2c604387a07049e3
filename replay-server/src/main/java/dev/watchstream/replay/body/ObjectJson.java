package dev.watchstream.replay.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.json.JsonLayout;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.resource.TableCells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An object's recorded JSON, on one line and unchanged except for its version where it is sent
 * under another; and the places of its members, so that parts can be copied.
 */
public final class ObjectJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] json;

  private ObjectJson(byte[] json) {
    this.json = json;
  }

  /** Where a member with its value stands. */
  private record Member(String name, int start, int end) {}

  public static ObjectJson of(Versioned versioned) {
    StoredObject object = versioned.object();
    byte[] recorded;
    if (versioned.version() == object.version()) {
      recorded = object.body().copy(object.start(), object.end());
    } else {
      recorded =
          new JsonText()
              .raw(object.body().slice(object.start(), object.versionStart()))
              .raw(Long.toString(versioned.version()))
              .raw(object.body().slice(object.versionEnd(), object.end()))
              .toByteArray();
    }
    return new ObjectJson(JsonLayout.oneLine(recorded));
  }

  /**
   * The whole object with its kind and apiVersion, which come first when they were not recorded.
   */
  public void writeWhole(StoredObject object, JsonText to) {
    if (object.named()) {
      to.raw(json, 0, json.length);
      return;
    }
    to.raw("{\"kind\":\"" + object.groupVersionKind().kind() + "\",\"apiVersion\":\"");
    to.raw(object.groupVersionKind().apiVersion()).raw("\",").raw(json, 1, json.length);
  }

  /** The object as an item of a list, without kind and apiVersion. */
  public void writeItem(JsonText to) {
    to.raw("{");
    boolean any = false;
    for (Member member : members()) {
      if (!member.name().equals("kind") && !member.name().equals("apiVersion")) {
        to.raw(any ? "," : "").raw(json, member.start(), member.end());
        any = true;
      }
    }
    to.raw("}");
  }

  /** Kind PartialObjectMetadata. */
  public void writePartial(String metaVersion, JsonText to) {
    to.raw(
        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/" + metaVersion + "\"");
    for (Member member : members()) {
      if (member.name().equals("metadata")) {
        to.raw(",").raw(json, member.start(), member.end());
      }
    }
    to.raw("}");
  }

  TableCells cells() {
    try (JsonParser parser = JSON.createParser(json)) {
      return TableCells.read(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<Member> members() {
    List<Member> members = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.nextToken();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        members.add(new Member(name, start, end));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return members;
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("JSON that was read before cannot be read", e);
  }
}
