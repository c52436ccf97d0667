package dev.releaseledger.bench.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PgBenchTest {
    private static final String SAID = """
            number of transactions actually processed: 55801
            number of failed transactions: %s
            latency average = 2.867 ms
            initial connection time = 12.345 ms
            tps = 5580.101234 (without initial connection time)
            """;

    @Test
    void theRateIsReadFromWhatPgbenchSays() {
        assertThat(PgBench.rate(SAID.formatted("0 (0.000%)"))).isEqualTo(5580.101234);
    }

    @Test
    void aRoundWithFailedTransactionsIsWorthNothing() {
        assertThatThrownBy(() -> PgBench.rate(SAID.formatted("3 (0.005%)"))).hasMessageContaining("failed");
    }
}
