package dev.releaseledger.importer.send;

import java.time.Duration;
import java.util.Locale;

/**
 * What an import came to.
 *
 * @param releases releases that are in the ledger whole now, whoever put them there
 * @param changes changes recorded by this import
 * @param evidence evidence recorded by this import
 * @param approvals approvals recorded by this import
 * @param deployments deployments recorded by this import
 * @param calls calls that this import made
 * @param alreadyThere calls among them that an earlier import had made
 * @param refused releases that stopped at a refusal or a failure
 * @param unreadable what could not be read from the history
 * @param skipped tags that were read and belong to no release
 * @param commitsLeftOut commits that the history counts but does not tell
 * @param textsCut summaries of changes that were longer than the ledger takes
 * @param complete false when the import gave up before the history's end
 * @param took from the first to the last
 */
public record Summary(
        long releases,
        long changes,
        long evidence,
        long approvals,
        long deployments,
        long calls,
        long alreadyThere,
        long refused,
        long unreadable,
        long skipped,
        long commitsLeftOut,
        long textsCut,
        boolean complete,
        Duration took) {

    /** Whether everything in the history is in the ledger. */
    public boolean succeeded() {
        return complete && refused == 0 && unreadable == 0;
    }

    /** In a few lines for people. */
    public String text() {
        var seconds = Math.max(took.toMillis(), 1) / 1000.0;
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d releases; recorded now: %,d changes, %,d evidence, %,d approvals, %,d deployments%n",
                releases,
                changes,
                evidence,
                approvals,
                deployments));
        text.append(String.format(
                Locale.ROOT,
                "%,d calls in %.1f s, %,.0f a second; already there: %,d; refused: %,d",
                calls,
                seconds,
                calls / seconds,
                alreadyThere,
                refused));
        note(text, "unreadable", unreadable);
        note(text, "tags skipped", skipped);
        note(text, "commits that the history counts but does not tell", commitsLeftOut);
        note(text, "summaries cut to the length of a line", textsCut);
        if (!complete) {
            text.append(String.format("%ngiven up before the end: run it again to go on"));
        }
        return text.toString();
    }

    private static void note(StringBuilder text, String what, long count) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "%n%s: %,d", what, count));
        }
    }
}
