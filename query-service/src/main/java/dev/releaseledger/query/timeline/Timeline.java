package dev.releaseledger.query.timeline;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.RootCauseStated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline.
 *
 * @param of what it is the timeline of
 * @param from from when on its product's entries are told; of a release, its first line
 * @param to up to when they are
 * @param asOfPosition the last entry that was looked at
 * @param claimedAt the claimed time that was asked about; null where the recorded clock counts
 * @param incomplete whether an entry could not be understood, or entries were recorded before this table was, so that something
 *     may be missing here
 * @param lanes how many lines each kind has on all pages, whatever kinds were asked for; kinds without any are left out
 * @param inquiry who is suspected, and how long it took; null of a release
 * @param lines in the order in which it happened
 * @param next the cursor of the next page; null on the last
 */
record Timeline(
        Subject of,
        Instant from,
        Instant to,
        long asOfPosition,
        @Nullable Instant claimedAt,
        boolean incomplete,
        Map<Lane, Long> lanes,
        @Nullable Inquiry inquiry,
        List<LineView> lines,
        @Nullable String next) {

    /**
     * What a timeline is of.
     *
     * @param kind INCIDENT or RELEASE
     * @param environment where the incident hurts; null where it is not known, and of a release
     * @param title what it is about, in a line
     * @param standing how far the incident is; null of a release
     * @param mergedInto the incident where it goes on; null where it goes on here
     */
    record Subject(
            String kind,
            UUID id,
            String product,
            @Nullable String environment,
            String title,
            @Nullable String standing,
            @Nullable UUID mergedInto) {}

    /**
     * What may be at fault, and how long it took.
     *
     * @param suspectsFrom since when changes are suspected
     * @param suspectsTo when it was detected: what changed later is not suspected
     * @param suspectsWhole whether everything was looked at that counts for that: of very much the newest is
     * @param suspects the likeliest first
     * @param weights what the terms weigh, and their half-lives
     * @param stated what people say that the cause was; it is not used for the ranking
     * @param pointedAtElsewhere the positions that the log or the root cause point at and that no line is about
     * @param pointedAtWhole whether everything that they point at was looked at: of very much the newest is
     */
    record Inquiry(
            Intervals intervals,
            Instant suspectsFrom,
            Instant suspectsTo,
            boolean suspectsWhole,
            List<Suspect> suspects,
            SuspectWeights weights,
            @Nullable Stated stated,
            List<Long> pointedAtElsewhere,
            boolean pointedAtWhole) {}

    /**
     * What people say that the cause was.
     *
     * @param position the entry that says it
     * @param positions the entries that it points at
     * @param rank the first suspect that one of those entries belongs to; null where none does
     */
    record Stated(
            long position,
            CauseCategory category,
            String statement,
            List<Long> positions,
            @Nullable Integer rank) {

        static Stated of(long position, RootCauseStated stated, List<Suspect> suspects) {
            return new Stated(
                    position,
                    stated.category(),
                    stated.statement(),
                    stated.positions(),
                    suspects.stream()
                            .filter(suspect -> suspect.positions().stream().anyMatch(stated.positions()::contains))
                            .map(Suspect::rank)
                            .findFirst()
                            .orElse(null));
        }
    }

    /**
     * A line.
     *
     * @param at when it happened: what a log entry says itself, or the claimed time of backfilled history, otherwise the
     *     recorded time
     * @param recordedAt when the ledger recorded it
     * @param claimedAt when the importer says that it happened; null for what was said live
     * @param subject the stream
     * @param what what it says, in a line
     * @param causedBy the position of the entry that it follows from; null where it does not say, or no line is about that
     * @param reasons why it is told, the closest first
     */
    record LineView(
            long position,
            Instant at,
            Instant recordedAt,
            @Nullable Instant claimedAt,
            Lane kind,
            String type,
            @Nullable String product,
            @Nullable String environment,
            String subject,
            UUID actor,
            String what,
            @Nullable Long causedBy,
            List<Reason> reasons) {

        static LineView of(Line line, Ties ties) {
            return new LineView(
                    line.position(),
                    line.at(),
                    line.envelope().time(),
                    line.envelope().attribution().occurredAt(),
                    line.lane(),
                    line.row().type(),
                    line.row().product(),
                    line.row().environment(),
                    line.envelope().subject(),
                    line.envelope().attribution().actor(),
                    line.words(),
                    line.causedBy(),
                    ties.reasons(line.row()));
        }
    }
}
