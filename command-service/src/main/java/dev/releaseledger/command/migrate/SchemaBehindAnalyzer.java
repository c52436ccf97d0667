package dev.releaseledger.command.migrate;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a schema that is behind, instead of a stack trace. */
final class SchemaBehindAnalyzer extends AbstractFailureAnalyzer<SchemaBehind> {
    static final String ACTION = "Migrate it first: run this jar once with RELEASE_LEDGER_MIGRATE=only and the owner's"
            + " password in RELEASE_LEDGER_POSTGRES_OWNER_PASSWORD. Or let the service do so at its start"
            + " (RELEASE_LEDGER_MIGRATE=start), which needs that password too.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SchemaBehind cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
    }
}
