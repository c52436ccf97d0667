package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.testing.TestLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A flag's history as a test tells it; positions are the ledger's, ten apart, so that nobody takes them for sequences. */
final class FlagTale {
    static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
    static final LocalDate ENDS = LocalDate.parse("2026-04-01");
    private static final UUID FLAG = new UUID(1, 4);

    private FlagStream stream = FlagStream.KIND.empty();
    private Instant now = BEGINNING;
    private long sequence;

    private FlagTale() {}

    static FlagTale defined() {
        return new FlagTale()
                .said(TestFlags.defined(
                        "pay-later", "checkout", FlagType.RELEASE, FlagValueType.BOOLEAN, "true", "false", ENDS));
    }

    FlagTale after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    FlagTale said(FlagEvent event) {
        Attribution by = new Attribution(Story.DINA, Set.of(Role.RELEASE_MANAGER), now, null);
        byte[] bytes = TestLedger.sealed(FlagStream.name(FLAG), event, by, sequence * 10, sequence, now);
        stream = stream.and(sequence * 10, ReadEntry.of(bytes), bytes.length);
        sequence++;
        assertThat(stream.doubt()).isNull();
        return this;
    }

    FlagTale opened(int basisPoints) {
        return said(new RolloutAdvanced("general", basisPoints, null));
    }

    FlagTale archived() {
        return said(new FlagCleanedUp("#412", null)).said(new FlagArchived("https://docs.example/pay-later", null));
    }

    /** The day is over, and this is how often the flag was evaluated on it. */
    FlagTale dayCounted(long total) {
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        return after(Duration.ofDays(1))
                .said(new FlagEvaluationsCounted(day, total == 0 ? Map.of() : Map.of("on", total), total));
    }

    FlagTale daysCounted(int days) {
        for (int day = 0; day < days; day++) {
            dayCounted(0);
        }
        return this;
    }

    /** The position of the last entry. */
    long last() {
        return (sequence - 1) * 10;
    }

    List<Verdict> judgedBy(FlagRule rule) {
        return rule.judge(stream.history());
    }

    /** The only verdict that there is. */
    Verdict foundBy(FlagRule rule) {
        List<Verdict> verdicts = judgedBy(rule);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }
}
