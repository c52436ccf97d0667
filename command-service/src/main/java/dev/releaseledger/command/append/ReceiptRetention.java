package dev.releaseledger.command.append;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Lets receipts go once they are 30 days old, every hour. */
final class ReceiptRetention {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptRetention.class);

    private final Receipts receipts;

    ReceiptRetention(Receipts receipts) {
        this.receipts = receipts;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            int forgotten;
            do {
                forgotten = receipts.forgetOld();
            } while (forgotten > 0);
        } catch (LedgerUnavailable e) {
            LOG.info("old receipts stay for another hour: {}", e.getMessage());
        }
    }
}
