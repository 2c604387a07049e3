package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Date;
import java.util.List;

/**
 * Writes the head of an HTTP/1 answer byte by byte as net/http does: the headers in the given case
 * and order, then Date, the framing, and Connection last.
 */
final class Head {
  private final StringBuilder lines = new StringBuilder(256);

  Head(boolean http10, int status, List<Header> headers, Date now) {
    lines
        .append(http10 ? "HTTP/1.0 " : "HTTP/1.1 ")
        .append(status)
        .append(' ')
        .append(HttpResponseStatus.valueOf(status).reasonPhrase())
        .append("\r\n");
    headers.forEach(header -> add(header.name(), header.value()));
    add("Date", DateFormatter.format(now));
  }

  Head add(String name, String value) {
    lines.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  ByteBuf bytes(ByteBufAllocator alloc) {
    return ByteBufUtil.writeUtf8(alloc, lines.append("\r\n"));
  }
}
