module example.service.discovery {
  requires dev.watchstream.client;
}
