package dev.watchstream.client.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void whatIsToldAsItWasServedIsClean() throws Exception {
    serve(1, 2, 3, 4);
    tell(2, 3, 4);
    assertThat(ledger.isClean()).isTrue();
    assertThat(ledger.awaitBalance(0)).isTrue();
    assertThat(ledger)
        .hasToString("events 3, lost 0, repeated 0, different 0, folded by relists 0");
  }

  @Test
  void whatTheWatchLeavesOutIsLostUnlessItSaysThatItReadTheStateAnew() {
    serve(1, 2, 3, 4);
    tell(1);
    ledger.told(3, 30, true);
    assertThat(ledger.isClean()).isTrue();
    tell(5);
    serve(5);
    assertThat(ledger.isClean()).isFalse();
    assertThat(ledger)
        .hasToString("events 3, lost 1, repeated 0, different 0, folded by relists 1");
  }

  @Test
  void whatIsToldTwiceOrWithOtherAddressesIsFound() {
    tell(1, 2, 2);
    serve(1, 2, 3);
    ledger.told(3, 31, false);
    assertThat(ledger)
        .hasToString("events 3, lost 0, repeated 1, different 1, folded by relists 0");
    assertThat(ledger.isClean()).isFalse();
  }

  @Test
  void whatIsNotToldByTheEndIsLost() throws Exception {
    tell(1);
    serve(1, 2, 3);
    assertThat(ledger.awaitBalance(0)).isFalse();
    assertThat(ledger).asString().contains("lost 2");
  }

  private void serve(long... versions) {
    for (long version : versions) {
      ledger.served(version, (int) version * 10);
    }
  }

  private void tell(long... versions) {
    for (long version : versions) {
      ledger.told(version, (int) version * 10, false);
    }
  }
}
