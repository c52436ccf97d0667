package dev.releaseledger.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static final Report REPORT = new Report(
            "append",
            "How many?",
            "In process.",
            new Machine("AMD EPYC", 2, 24, "Debian", "25"),
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of(new Figure("append engine", List.of(new Measured(19_300.4, 0.5, 48.2)))),
            List.of(Target.atLeast("times pgbench", 2, 3), Target.atMost("p99 in ms", 40, 48.2)),
            List.of("A note."));

    @Test
    void aReportShowsItsMachineItsFiguresAndWhichTargetsAreMet() {
        assertThat(Markdown.of(List.of(REPORT)))
                .contains("Machine: AMD EPYC, 2 cores, 24 GiB; Debian; JDK 25. Measured 2026-01-02.")
                .contains("| append engine | 19,300 | 0.50 | 48 |")
                .contains("| times pgbench | ≥ 2.00 | 3.00 | met |")
                .contains("| p99 in ms | ≤ 40.00 | 48.20 | **missed** |")
                .contains("- A note.");
    }

    @Test
    void whatASystemSaysOfItselfIsReadWithoutItsQuotes() {
        assertThat(Machine.valueIn(List.of("ID=debian", "PRETTY_NAME=\"Debian 12\""), "PRETTY_NAME", "=", "none"))
                .isEqualTo("Debian 12");
        assertThat(Machine.valueIn(List.of(), "PRETTY_NAME", "=", "none")).isEqualTo("none");
    }
}
