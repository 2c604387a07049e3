module example.parser {
  requires dev.watchstream.parser;
}
