package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flag that is open was evaluated on none of the days that were counted since it was opened, or enabled while it was open:
 * seven at least, because a release that asks for it may come some days later. Days without an evaluation count where they lie
 * wholly after it. It ends where the flag is evaluated, disabled, closed, taken out of the code or archived.
 *
 * <p>PROCESS.md, Feature flags: a temporary flag that outlives its purpose becomes a finding; what is never evaluated has none.
 */
public final class FlagNeverEvaluated implements FlagRule {
    @Override
    public String id() {
        return "flag-never-evaluated";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.LOW;
    }

    @Override
    public String title() {
        return "A flag is open and was served to nobody";
    }

    @Override
    public String definition() {
        return "The flag was opened, or enabled while it was open, and on at least " + ENOUGH_DAYS
                + " whole days since then that flag.evaluations-counted.v1 tells of, and on none of them, was it evaluated. It ends"
                + " where it is evaluated, disabled, closed, taken out of the code or archived.";
    }

    @Override
    public String source() {
        return "Feature flags: a temporary flag that outlives its purpose is refused or becomes a finding";
    }

    /** A week: a policy that gives each phase a week has asked for it by then. */
    private static final int ENOUGH_DAYS = 7;

    @Override
    public List<Verdict> judge(FlagHistory history) {
        return history.openings().stream()
                .flatMap(opening -> unused(history, opening).stream())
                .toList();
    }

    /** It cites the days that prove it: that there are more says nothing more. */
    private static Optional<Verdict> unused(FlagHistory history, FlagHistory.Opening opening) {
        Said<?> begin = opening.begin();
        LocalDate opened = begin.at().atZone(ZoneOffset.UTC).toLocalDate();
        Said<?> end = FlagHistory.firstAfter(
                begin,
                Stream.ofNullable(opening.end()),
                history.said(FlagCleanedUp.class, opening),
                history.said(FlagArchived.class, opening),
                history.said(FlagEvaluationsCounted.class, opening)
                        .filter(said ->
                                said.event().total() > 0 && !said.event().day().isBefore(opened)));
        List<Said<FlagEvaluationsCounted>> proof = history.said(FlagEvaluationsCounted.class, opening)
                .filter(said -> end == null || end.isAfter(said))
                .filter(said -> said.event().total() == 0 && said.event().day().isAfter(opened))
                .limit(ENOUGH_DAYS)
                .toList();
        if (proof.size() < ENOUGH_DAYS) {
            return Optional.empty();
        }
        List<Long> cites = new ArrayList<>(List.of(begin.position()));
        proof.forEach(said -> cites.add(said.position()));
        return Optional.of(Verdict.of(
                        "open/" + begin.position(),
                        "The flag has been open since " + begin.at() + " and was evaluated on none of the first "
                                + ENOUGH_DAYS + " days that were counted since.",
                        cites,
                        null,
                        proof.getLast())
                .until(end));
    }
}
