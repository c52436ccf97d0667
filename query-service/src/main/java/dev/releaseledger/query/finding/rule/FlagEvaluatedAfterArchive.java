package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archived flag was evaluated on a day, in UTC, after that on which it was archived: some code asks for it all the same. Of
 * archived flags only days with evaluations are counted, so that nothing on record ends it.
 *
 * <p>PROCESS.md, Feature flags, phase 4: the flag is removed from the code and archived.
 */
public final class FlagEvaluatedAfterArchive implements FlagRule {
    @Override
    public String id() {
        return "flag-evaluated-after-archive";
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
        return "An archived flag is still asked for";
    }

    @Override
    public String definition() {
        return "flag.evaluations-counted.v1 tells of evaluations on a day after that on which the flag was archived: some code asks for it"
                + " all the same. It ends by nothing that the ledger records: days without evaluations are not told of archived"
                + " flags. It counts for no more where it is suppressed.";
    }

    @Override
    public String source() {
        return "Feature flags: a temporary flag that outlives its purpose is refused or becomes a finding";
    }

    @Override
    public List<Verdict> judge(FlagHistory history) {
        return history.said(FlagArchived.class).findFirst().stream()
                .flatMap(archived -> evaluated(history, archived))
                .toList();
    }

    private static Stream<Verdict> evaluated(FlagHistory history, Said<FlagArchived> archived) {
        LocalDate day = archived.at().atZone(ZoneOffset.UTC).toLocalDate();
        List<Said<FlagEvaluationsCounted>> later = history.said(FlagEvaluationsCounted.class)
                .filter(said -> said.event().total() > 0 && said.event().day().isAfter(day))
                .toList();
        if (later.isEmpty()) {
            return Stream.empty();
        }
        Said<FlagEvaluationsCounted> first = later.getFirst();
        Said<FlagEvaluationsCounted> last = later.getLast();
        return Stream.of(Verdict.of(
                "archived/" + archived.position(),
                "The flag was archived at " + archived.at() + " and evaluated on " + later.size()
                        + (later.size() == 1 ? " day" : " days") + " after that, on "
                        + last.event().day() + " "
                        + last.event().total() + (last.event().total() == 1 ? " time." : " times."),
                List.of(archived.position(), first.position(), last.position()),
                null,
                first));
    }
}
