package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagOutlived;
import java.util.List;

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
                    Said<?> given = endBefore(history, outlived);
                    return Verdict.of(
                                    "outlived/" + outlived.position(),
                                    "The flag was needed until " + ends(given) + " and had not been archived by then.",
                                    List.of(given.position(), outlived.position()),
                                    null,
                                    outlived)
                            .until(history.after(outlived)
                                    .filter(said -> said.event() instanceof FlagArchived
                                            || said.event() instanceof FlagEndMoved)
                                    .findFirst()
                                    .orElse(null));
                })
                .toList();
    }

    /** What says last until when it is needed; what was said itself where nothing does. */
    private static Said<?> endBefore(FlagHistory history, Said<FlagOutlived> outlived) {
        return history.told().stream()
                .filter(said -> outlived.isAfter(said))
                .filter(said -> said.event() instanceof FlagDefined || said.event() instanceof FlagEndMoved)
                .reduce((earlier, later) -> later)
                .<Said<?>>map(said -> said)
                .orElse(outlived);
    }

    private static String ends(Said<?> given) {
        return switch (given.event()) {
            case FlagDefined defined -> String.valueOf(defined.ends());
            case FlagEndMoved moved -> moved.ends().toString();
            default -> "its end";
        };
    }
}
