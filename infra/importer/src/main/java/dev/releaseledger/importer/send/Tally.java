package dev.releaseledger.importer.send;

import dev.releaseledger.importer.mapping.Command;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on many threads. */
final class Tally {

    final LongAdder releases = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder commitsLeftOut = new LongAdder();
    final LongAdder textsCut = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder evidence = new LongAdder();
    private final LongAdder approvals = new LongAdder();
    private final LongAdder deployments = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final LongAdder alreadyThere = new LongAdder();

    void called(Command command, boolean wasThere) {
        calls.increment();
        if (wasThere) {
            alreadyThere.increment();
            return;
        }
        switch (command) {
            case Command.AddChanges added -> changes.add(added.changes().size());
            case Command.RecordEvidence recorded -> evidence.increment();
            case Command.ApproveStage approved -> approvals.increment();
            case Command.DeployRelease deployed -> deployments.increment();
            case Command.PlanRelease planned -> {}
            case Command.AdvanceDeployment advanced -> {}
            case Command.VerifyDeployment verified -> {}
            case Command.PublishNotes published -> {}
            case Command.CompleteRelease completed -> {}
        }
    }

    Summary summary(boolean complete, Duration took) {
        return new Summary(
                releases.sum(),
                changes.sum(),
                evidence.sum(),
                approvals.sum(),
                deployments.sum(),
                calls.sum(),
                alreadyThere.sum(),
                refused.sum(),
                unreadable.sum(),
                skipped.sum(),
                commitsLeftOut.sum(),
                textsCut.sum(),
                complete,
                took);
    }
}
