package dev.watchstream.benchmarks.contender;

/** The base of libraries that fill the classes of {@link Pojo}. */
interface PojoContender extends Contender<Pojo.Event> {

  @Override
  default CanonicalEvent canonical(Pojo.Event event) {
    return Pojo.canonical(event);
  }

  @Override
  default long visit(Pojo.Event event) {
    return Pojo.visit(event);
  }
}
