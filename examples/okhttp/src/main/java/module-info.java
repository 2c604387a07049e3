module example.okhttp {
  requires dev.watchstream.parser;
  requires okhttp3;
  requires okio;
}
