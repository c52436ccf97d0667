package dev.releaseledger.command.append;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets receipts go once they are 30 days old, every hour. */
public final class ReceiptRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptRetention.class);

    private final Receipts receipts;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-receipts").daemon().factory());

    public ReceiptRetention(Receipts receipts) {
        this.receipts = receipts;
        var ignored = clock.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            int forgotten;
            do {
                forgotten = receipts.forgetOld();
            } while (forgotten > 0);
        } catch (LedgerUnavailable e) {
            LOG.info("old receipts stay for another hour: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
