package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.LedgerUnavailable;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Records counted refusals when their window is over. */
final class RefusalCounting {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounting.class);

    private final Refusals refusals;
    private final InstantSource clock;

    RefusalCounting(Refusals refusals, InstantSource clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10_000)
    void record() {
        try {
            refusals.recordCounts(clock.instant());
        } catch (LedgerUnavailable e) {
            LOG.warn("counted refusals could not be recorded: {}", e.getMessage());
        }
    }
}
