package dev.releaseledger.query.timeline;

import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.query.timeline.Suspect.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The terms for and against something that changed. */
final class ChangeTerms {
    private static final List<String> RISKY = List.of("migrat", "schema", "database", "config", "setting", "upgrade");

    /** Words that every title may have. */
    private static final int SHORTEST_WORD = 4;

    private static final double ENOUGH_WORDS = 2;

    private final Evidence evidence;
    private final Detection detection;
    private final SuspectWeights weights;
    private final @Nullable Line firstTurn;

    /** @param all everything that changed */
    ChangeTerms(Evidence evidence, List<SomethingChanged> all, SuspectWeights weights) {
        this.evidence = evidence;
        this.detection = evidence.detection();
        this.weights = weights;
        this.firstTurn = all.stream()
                .flatMap(changed -> evidence.turn(changed.deploymentId()).stream())
                .min(Line.ORDER)
                .orElse(null);
    }

    List<Term> of(SomethingChanged changed) {
        List<Term> terms = new ArrayList<>();
        terms.add(recency(changed));
        terms.add(samePlace(changed));
        terms.add(linked(changed));
        terms.add(
                shown("triggerFired", weights.triggerFired(), fired(changed), "a trigger fired over it", "none fired"));
        Optional<Line> turn = evidence.turn(changed.deploymentId());
        terms.add(shown(
                "turnedUnhealthy",
                weights.turnedUnhealthy(),
                turn,
                "it was found unhealthy",
                "nothing says that it is unhealthy"));
        terms.add(shown(
                "firstToTurn",
                weights.firstToTurn(),
                turn.filter(line -> line.equals(firstTurn)),
                "it was the first to be found unhealthy",
                "it was not"));
        terms.add(exposure(changed));
        terms.add(strategy(changed));
        terms.add(risky(changed));
        terms.add(sameWords(changed));
        terms.add(waived(changed));
        terms.add(shown(
                "restored",
                weights.restored(),
                wellAgain(changed),
                "all was well after it was taken back",
                "nothing says that taking it back helped"));
        terms.add(shown(
                "stayedHealthy",
                weights.stayedHealthy(),
                evidence.alwaysWell(changed.deploymentId()),
                "it was found healthy and never otherwise",
                "nothing says that it was healthy throughout"));
        terms.add(troubleBefore(changed));
        terms.add(shown(
                "goneBefore",
                weights.goneBefore(),
                evidence.gone(changed.deploymentId()),
                "it was gone, and all was well, before anybody noticed anything",
                "nothing says that it was gone before"));
        terms.add(shown(
                "notRestored",
                weights.notRestored(),
                evidence.noBetter(changed.deploymentId(), weights.restoredWithin()),
                "it was taken back, and nothing was better",
                "nothing says that taking it back did not help"));
        return terms;
    }

    private static Term shown(String name, double weight, Optional<Line> line, String there, String missing) {
        return Term.of(
                name,
                weight,
                line.isPresent() ? 1 : 0,
                line.isPresent() ? there : missing,
                line.map(Line::position).stream().toList());
    }

    private Optional<Line> wellAgain(SomethingChanged changed) {
        return changed.kind() == Suspect.Kind.FLAG
                ? evidence.flag(changed.flagId()).takenBackAfter(changed.last()).flatMap(evidence::wellAfter)
                : evidence.wellAgain(changed.deploymentId());
    }

    private Term recency(SomethingChanged changed) {
        Instant trouble = evidence.troubleAt();
        Instant last = lastRise(changed, trouble).at();
        if (last.isAfter(trouble)) {
            return Term.of("recency", weights.recency(), 0, "it came later than the trouble", changed.positions());
        }
        Duration ago = Duration.between(last, trouble);
        double halves = (double) ago.toMillis() / weights.halfLife().toMillis();
        List<Long> from = new ArrayList<>(List.of(lastRise(changed, trouble).position()));
        evidence.trouble().map(Line::position).ifPresentOrElse(from::add, () -> from.add(detection.position()));
        return Term.of(
                "recency",
                weights.recency(),
                Math.pow(2, -halves),
                "it changed " + ago + " before the trouble began; halved every " + weights.halfLife(),
                from);
    }

    private Line lastRise(SomethingChanged changed, Instant by) {
        return changed.rises().stream()
                .map(SomethingChanged.Rise::line)
                .filter(line -> !line.at().isAfter(by))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> changed.lastBy(by));
    }

    private Term samePlace(SomethingChanged changed) {
        StoryRow row = changed.first().row();
        boolean product = detection.product().equals(row.product());
        boolean open = detection.environment() == null || row.environment() == null;
        // A flag is the same in every environment.
        boolean environment = changed.kind() == Suspect.Kind.FLAG
                || !open && Objects.equals(row.environment(), detection.environment());
        double value = product && environment ? 1 : product && open || environment ? 0.5 : 0;
        String where = row.product() + (row.environment() == null ? "" : " in " + row.environment());
        return Term.of("samePlace", weights.samePlace(), value, "it changed " + where, List.of(row.position()));
    }

    private Term linked(SomethingChanged changed) {
        StoryRow row = changed.first().row();
        boolean named = detection.links().stream()
                .anyMatch(link -> link.deploymentId() != null
                        ? link.deploymentId().equals(row.about().deploymentId())
                        : link.releaseId() != null
                                && (link.releaseId().equals(row.about().releaseId())
                                        || linkedTo(changed).contains(link.releaseId())));
        return Term.of(
                "linked",
                weights.linked(),
                named ? 1 : 0,
                named ? "the incident's opening names it" : "the incident's opening does not name it",
                named ? List.of(detection.position(), row.position()) : List.of(row.position()));
    }

    private Set<UUID> linkedTo(SomethingChanged changed) {
        return evidence.flag(changed.flagId()).linkedBefore(changed.first());
    }

    private Optional<Line> fired(SomethingChanged changed) {
        return evidence.noticed(changed.deploymentId()).stream()
                .filter(line -> line.event() instanceof TriggerFired)
                .findFirst();
    }

    private Term exposure(SomethingChanged changed) {
        return changed.rises().stream()
                .filter(rise -> !rise.line().at().isAfter(evidence.troubleAt()))
                .reduce((earlier, later) -> later)
                .map(rise -> Term.of(
                        "exposure",
                        weights.exposure(),
                        (rise.to() - rise.from()) / 100.0,
                        "from " + rise.from() + " to " + rise.to() + " percent",
                        List.of(rise.line().position())))
                .orElseGet(() -> Term.of("exposure", weights.exposure(), 0, "no step took on more", List.of()));
    }

    private Term strategy(SomethingChanged changed) {
        return changed.changes().stream()
                .filter(line -> line.event() instanceof DeploymentStarted)
                .findFirst()
                .map(line -> {
                    Strategy strategy = ((DeploymentStarted) line.event()).strategy();
                    return Term.of(
                            "strategy", weights.strategy(), risk(strategy), strategy.name(), List.of(line.position()));
                })
                .orElseGet(() -> Term.of("strategy", weights.strategy(), 0, "it has none", List.of()));
    }

    private static double risk(Strategy strategy) {
        return switch (strategy) {
            case BIG_BANG -> 1;
            case ROLLING -> 0.5;
            case BLUE_GREEN, CANARY, FEATURE_FLAGS -> 0.25;
        };
    }

    private Term risky(SomethingChanged changed) {
        List<Long> risky = changesOf(changed).stream()
                .filter(line -> line.event() instanceof ChangeAdded added && isRisky(added))
                .map(Line::position)
                .toList();
        List<Long> data = changed.changes().stream()
                .filter(line -> line.event() instanceof RollbackStepDone done && done.kind() == RollbackKind.DATA)
                .map(Line::position)
                .toList();
        List<Long> all = risky.isEmpty() ? data : risky;
        return Term.of(
                "riskyChanges",
                weights.riskyChanges(),
                all.isEmpty() ? 0 : 1,
                all.size() + " that are breaking or speak of " + String.join(", ", RISKY),
                all);
    }

    private static boolean isRisky(ChangeAdded added) {
        String summary = added.summary().toLowerCase(Locale.ROOT);
        return added.category() == ChangeCategory.BREAKING || RISKY.stream().anyMatch(summary::contains);
    }

    private Term sameWords(SomethingChanged changed) {
        Set<String> found = new TreeSet<>();
        List<Long> positions = new ArrayList<>();
        for (Line line : speakingOf(changed)) {
            Set<String> words = Detection.words(spoken(line));
            words.retainAll(detection.words().keySet());
            words.removeIf(word -> word.length() < SHORTEST_WORD);
            if (!words.isEmpty()) {
                found.addAll(words);
                positions.add(line.position());
            }
        }
        return Term.of(
                "sameWords",
                weights.sameWords(),
                Math.min(1, found.size() / ENOUGH_WORDS),
                found.isEmpty() ? "no word in common" : String.join(", ", found),
                Stream.concat(detection.saying(found).stream(), positions.stream())
                        .toList());
    }

    /** What a change to a flag is about, its definition says. */
    private List<Line> speakingOf(SomethingChanged changed) {
        return changed.kind() == Suspect.Kind.FLAG
                ? evidence.flag(changed.flagId()).definition().stream().toList()
                : changesOf(changed);
    }

    private static List<String> spoken(Line line) {
        return switch (line.event()) {
            case ChangeAdded added -> List.of(added.summary());
            case FlagDefined defined -> List.of(defined.key(), defined.purpose());
            default -> List.of();
        };
    }

    private List<Line> changesOf(SomethingChanged changed) {
        return changed.kind() == Suspect.Kind.DEPLOYMENT ? evidence.changes(changed.releaseId()) : List.of();
    }

    private Term waived(SomethingChanged changed) {
        UUID release = changed.kind() == Suspect.Kind.DEPLOYMENT ? changed.releaseId() : null;
        List<Long> waived = evidence.ofRelease(Lane.APPROVAL, release).stream()
                .filter(line -> line.event() instanceof CriterionWaived
                        || line.event() instanceof ItemWaived
                        || line.event() instanceof OverrideGranted)
                .map(Line::position)
                .toList();
        return Term.of(
                "waived", weights.waived(), waived.isEmpty() ? 0 : 1, waived.size() + " waivers and overrides", waived);
    }

    private Term troubleBefore(SomethingChanged changed) {
        Optional<Line> before = before(changed);
        return shown(
                "troubleBefore",
                weights.troubleBefore(),
                before,
                "the trouble had begun before",
                "nothing says that the trouble had begun before");
    }

    private Optional<Line> before(SomethingChanged changed) {
        return before(evidence, changed);
    }

    /** Where the trouble began, if that was before something changed. */
    static Optional<Line> before(Evidence evidence, SomethingChanged changed) {
        return evidence.trouble().filter(line -> Line.ORDER.compare(line, changed.first()) < 0);
    }
}
