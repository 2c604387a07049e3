/** The command {@code watchstream}. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Prometheus' modules have only a name
module dev.watchstream.cli {
  requires com.fasterxml.jackson.core;
  requires dev.watchstream.client;
  requires dev.watchstream.fixtures;
  requires dev.watchstream.parser;
  requires dev.watchstream.recordings;
  requires dev.watchstream.replay;
  requires dev.watchstream.timeline;
  requires info.picocli;
  requires io.prometheus.metrics.config;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires jdk.httpserver;
  requires org.jline.terminal;
  requires static org.jspecify;

  opens dev.watchstream.cli to
      info.picocli;
  opens dev.watchstream.cli.commands to
      info.picocli;
  opens dev.watchstream.cli.excerpt to
      info.picocli;
  opens dev.watchstream.cli.fleet to
      info.picocli;
  opens dev.watchstream.cli.input to
      info.picocli;
  opens dev.watchstream.cli.live to
      info.picocli;
  opens dev.watchstream.cli.output to
      info.picocli;
  opens dev.watchstream.cli.reference to
      info.picocli;

  provides System.LoggerFinder with
      dev.watchstream.cli.output.NoLogs;
}
