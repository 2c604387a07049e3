/** Timelines of what happened to services: the one model behind text, JSON, pictures and pages. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the command line, named below, is built after this
module dev.watchstream.timeline {
  requires transitive com.fasterxml.jackson.core;
  requires transitive dev.watchstream.fixtures;
  requires transitive dev.watchstream.parser;
  requires static transitive org.jspecify;

  exports dev.watchstream.timeline;
  exports dev.watchstream.timeline.fleet;
  exports dev.watchstream.timeline.picture;
  exports dev.watchstream.timeline.text to
      dev.watchstream.cli;

  uses dev.watchstream.timeline.fleet.ParquetFiles;
}
