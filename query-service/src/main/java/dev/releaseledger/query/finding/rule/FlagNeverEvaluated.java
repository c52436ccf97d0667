package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutReduced;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        List<Verdict> verdicts = new ArrayList<>();
        Course course = new Course();
        history.told().forEach(said -> course.follow(said).ifPresent(verdicts::add));
        course.open().ifPresent(verdicts::add);
        return List.copyOf(verdicts);
    }

    /** How it goes from the beginning of each time that it is open on. */
    private static final class Course {
        private boolean reaches;
        private boolean enabled = true;
        private @Nullable Said<?> begin;
        private final List<Said<?>> unused = new ArrayList<>();

        /** What this ends. */
        Optional<Verdict> follow(Said<? extends FlagEvent> said) {
            return switch (said.event()) {
                case RolloutAdvanced advanced -> reaching(advanced.basisPoints(), said);
                case RolloutReduced reduced -> reaching(reduced.basisPoints(), said);
                case FlagEnabled event -> enabling(true, said);
                case FlagDisabled event -> enabling(false, said);
                case FlagEvaluationsCounted counted -> counted(counted, said);
                case FlagCleanedUp cleanedUp -> ended(said);
                case FlagArchived archived -> ended(said);
                default -> Optional.empty();
            };
        }

        private Optional<Verdict> reaching(int basisPoints, Said<?> said) {
            boolean before = reaches;
            reaches = basisPoints > 0;
            return before == reaches ? Optional.empty() : changed(said);
        }

        private Optional<Verdict> enabling(boolean to, Said<?> said) {
            boolean before = enabled;
            enabled = to;
            return before == enabled ? Optional.empty() : changed(said);
        }

        private Optional<Verdict> changed(Said<?> said) {
            Optional<Verdict> verdict = ended(said);
            begin = reaches && enabled ? said : null;
            return verdict;
        }

        private Optional<Verdict> ended(Said<?> said) {
            Optional<Verdict> verdict = open().map(found -> found.until(said));
            begin = null;
            unused.clear();
            return verdict;
        }

        private Optional<Verdict> counted(FlagEvaluationsCounted counted, Said<?> said) {
            if (begin == null || counted.day().isBefore(day(begin))) {
                return Optional.empty();
            }
            if (counted.total() > 0) {
                return ended(said);
            }
            if (counted.day().isAfter(day(begin))) {
                unused.add(said);
            }
            return Optional.empty();
        }

        private static LocalDate day(Said<?> said) {
            return said.at().atZone(ZoneOffset.UTC).toLocalDate();
        }

        /** What holds so far. It cites the days that prove it: that there are more says nothing more. */
        Optional<Verdict> open() {
            if (begin == null || unused.size() < ENOUGH_DAYS) {
                return Optional.empty();
            }
            List<Said<?>> proof = unused.subList(0, ENOUGH_DAYS);
            List<Long> cites = new ArrayList<>(List.of(begin.position()));
            proof.forEach(said -> cites.add(said.position()));
            return Optional.of(Verdict.of(
                    "open/" + begin.position(),
                    "The flag has been open since " + begin.at() + " and was evaluated on none of the first "
                            + ENOUGH_DAYS + " days that were counted since.",
                    cites,
                    null,
                    proof.getLast()));
        }
    }
}
