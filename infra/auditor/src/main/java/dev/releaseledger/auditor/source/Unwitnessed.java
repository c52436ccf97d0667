package dev.releaseledger.auditor.source;

import static java.util.stream.Collectors.joining;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.events.ledger.WitnessKey;
import java.util.List;

/** A checkpoint is signed by its log, and a witness that was pinned has not cosigned it. */
public final class Unwitnessed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Unwitnessed(List<WitnessKey> missing) {
        this.fault = new Fault.OfLedger(
                Fault.LedgerKind.WITNESS,
                "a checkpoint that " + missing.stream().map(WitnessKey::name).collect(joining(" and ")) + " cosigned",
                "one without");
    }

    /** What to tell of it. */
    public Fault fault() {
        return fault;
    }
}
