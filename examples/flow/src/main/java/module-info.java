module example.flow {
  requires dev.watchstream.parser;
}
