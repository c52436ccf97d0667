package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagOutlived;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary flag is there after the last day that it is needed. It ends where the flag is archived, or its end is moved.
 *
 * <p>PROCESS.md, Feature flags: a temporary flag that outlives its purpose becomes a finding.
 */
public final class OutlivedFlag implements FlagRule {
    @Override
    public String id() {
        return "flag-outlived";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public String title() {
        return "A temporary flag outlived its end";
    }

    @Override
    public String definition() {
        return "flag.outlived.v1 is on record: the last day that the flag is needed had passed. It ends where the flag is archived, or its"
                + " end is moved.";
    }

    @Override
    public String source() {
        return "Feature flags: a temporary flag that outlives its purpose is refused or becomes a finding";
    }

    @Override
    public List<Verdict> judge(FlagHistory history) {
        return history.said(FlagOutlived.class)
                .map(outlived -> {
                    End end = endBefore(history, outlived);
                    return Verdict.of(
                                    "outlived/" + outlived.position(),
                                    "The flag was needed until " + end.words() + " and had not been archived by then.",
                                    List.of(end.given().position(), outlived.position()),
                                    null,
                                    outlived)
                            .until(FlagHistory.firstAfter(
                                    outlived, history.said(FlagArchived.class), history.said(FlagEndMoved.class)));
                })
                .toList();
    }

    private record End(Said<?> given, String words) {}

    /** Until when it is needed, by what says so last; what was said itself where nothing does. */
    private static End endBefore(FlagHistory history, Said<FlagOutlived> outlived) {
        Stream<End> defined = history.said(FlagDefined.class)
                .map(said -> new End(said, String.valueOf(said.event().ends())));
        Stream<End> moved = history.said(FlagEndMoved.class)
                .map(said -> new End(said, said.event().ends().toString()));
        return Stream.concat(defined, moved)
                .filter(end -> outlived.isAfter(end.given()))
                .max(Comparator.comparingLong(end -> end.given().position()))
                .orElseGet(() -> new End(outlived, "its end"));
    }
}
