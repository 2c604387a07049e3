package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes of a workload, in a file that the forks read.
 *
 * @param file the file
 * @param input its bytes
 * @param ring what the reference found in them
 */
record RingFile(Path file, Input input, Results.Ring ring) {

  static RingFile of(Rings rings, Workload workload, long atLeastBytes) throws IOException {
    Path file = rings.write(workload, atLeastBytes);
    Input input = workload.input(Files.readAllBytes(file));
    Contender<?> reference = Contenders.create(Contenders.REFERENCE);
    int[] events = {0};
    reference.read(input, event -> events[0]++);
    return new RingFile(
        file,
        input,
        new Results.Ring(workload.label(), input.bytes().length, events[0], reference.run(input)));
  }
}
