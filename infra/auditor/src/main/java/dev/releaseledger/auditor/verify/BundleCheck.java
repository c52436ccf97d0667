package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.source.EvidenceBundle;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** placeholder */
final class BundleCheck {
    BundleCheck(EvidenceBundle bundle, @Nullable String origin, Findings findings) {}

    long check(List<Witnessed> checkpoints) throws IOException {
        return 0;
    }
}
