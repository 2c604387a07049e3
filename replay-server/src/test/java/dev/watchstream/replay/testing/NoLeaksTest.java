package dev.watchstream.replay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NoLeaksTest {

  @Test
  void aBufferThatIsDroppedIsFound() {
    drop();
    while (NoLeaks.leaksSoFar().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(NoLeaks.leaksSoFar().get(0)).contains("ByteBuf");
    NoLeaks.forget();
  }

  private static void drop() {
    ByteBuf dropped = ByteBufAllocator.DEFAULT.directBuffer(16);
    assertThat(dropped.refCnt()).isOne();
  }
}
