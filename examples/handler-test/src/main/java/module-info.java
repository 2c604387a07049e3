module example.handler.test {
  requires dev.watchstream.parser;
}
