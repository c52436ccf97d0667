package dev.releaseledger.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.bench.measure.Measured;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String SAID = """
            Running 10s test @ http://127.0.0.1:8080
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     7.02ms    5.11ms  99.31ms   91.11%%
              Latency Distribution
                 50%%  812.00us
                 75%%    8.10ms
                 90%%   11.90ms
                 99%%    1.21s
              93512 requests in 10.00s, 30.10MB read
            %sRequests/sec:   9350.12
            Transfer/sec:      3.01MB
            """;

    @Test
    void rateAndPercentilesAreReadInTheirUnits() {
        assertThat(Wrk.parse(SAID.formatted(""))).isEqualTo(new Measured(9350.12, 0.812, 1210.0));
    }

    @Test
    void aRoundWithBadAnswersIsWorthNothing() {
        assertThatThrownBy(() -> Wrk.parse(SAID.formatted("  Non-2xx or 3xx responses: 12\n")))
                .hasMessageContaining("12");
        assertThatThrownBy(() -> Wrk.parse(SAID.formatted("  Socket errors: connect 0, read 5, write 0, timeout 0\n")))
                .hasMessageContaining("read 5");
    }
}
