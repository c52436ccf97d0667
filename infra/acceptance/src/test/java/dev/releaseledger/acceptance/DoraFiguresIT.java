package dev.releaseledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.HistoryFile;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.servers.testing.Recount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The DORA figures of imported histories, confirmed by a script that counts them again from the raw entries. */
@ExtendWith(LogsOnFailure.class)
class DoraFiguresIT {
    private final Ledger ledger = SharedLedger.get();
    private final Caller auditor = new Team(ledger).the("auditor");

    @Test
    void theFiguresOfTheSampleAreConfirmed() {
        Importing.ofSample(ledger.commandService(0), ledger.queryService(0)).expectWhole();
        JsonNode whole = confirmed("lighthouse", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        assertThat(whole.path("deploymentFrequency").path("deployments").asLong())
                .isPositive();
        assertThat(whole.path("leadTime").path("seconds").path("p50").asDouble())
                .isPositive();
        assertThat(whole.path("reworkRate").path("hotfixes").asLong()).isPositive();
        assertThat(whole.path("timeToRestore").path("restored").asLong()).isPositive();
    }

    @Test
    void theFiguresOfARealHistoryAreConfirmed() {
        HistoryFile history = HistoryFile.realWhereThereIsOne();
        Importing.again(history.file(), ledger.commandService(0), ledger.queryService(0))
                .expectWhole();
        JsonNode whole = confirmed(history.project(), "2010-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
        assertThat(whole.path("deploymentFrequency").path("deployments").asLong())
                .isEqualTo(history.releases());
        assertThat(whole.path("leadTime").path("changes").asLong()).isEqualTo(history.commits() + history.entries());
        // A changelog does not say when something was merged.
        assertThat(whole.path("leadTime").path("leftOut").path("withoutTime").asLong())
                .isEqualTo(history.entries());
    }

    /** The figures of a window, which are confirmed as a whole, month by month, by either clock and by team. */
    private JsonNode confirmed(String product, String from, String to) {
        assumeTrue(Recount.isPossible(), "python3 is not here: nothing counts the figures again");
        ledger.whole();
        List<JsonNode> answers = new ArrayList<>();
        String asked = "/v1/metrics/dora?product=" + product + "&from=" + from + "&to=" + to;
        for (String how : List.of("", "&granularity=month&zone=Europe/Berlin", "&clock=recorded", "&groupBy=team")) {
            answers.add(auditor.get(asked + how).expect(200).json());
        }
        Recount recount = Recount.of(
                Path.of("..", "dora-figures"),
                ledger.handedOut(),
                answers.stream().map(JsonNode::toString).toList());
        assertThat(recount.exitCode()).as(recount.said()).isZero();
        return answers.getFirst().path("figures").path(0);
    }
}
