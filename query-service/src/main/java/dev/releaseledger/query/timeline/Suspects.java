package dev.releaseledger.query.timeline;

import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.query.timeline.Suspect.Kind;
import dev.releaseledger.query.timeline.Suspect.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ranks what may be at fault by what the ledger tells: a sum of terms, each of which can be computed again. */
final class Suspects {
    private static final Comparator<Suspect> LIKELIEST = Comparator.comparingDouble(Suspect::score)
            .thenComparing(Suspect::introducedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Suspect::introducedPosition, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    private Suspects() {}

    /**
     * The suspects, the likeliest first. One of them is always that nothing recorded is at fault.
     *
     * @param lines what is told of the place: at least what changed there before, the health of what was deployed, what was
     *     taken back, and what the releases in question include and went without
     */
    static List<Suspect> of(Detection detection, List<Line> lines, SuspectWeights weights) {
        Evidence evidence = new Evidence(detection, lines);
        List<SomethingChanged> changed = changed(evidence);
        ChangeTerms terms = new ChangeTerms(evidence, changed, weights);
        List<Suspect> suspects = new ArrayList<>();
        changed.forEach(each -> suspects.add(suspect(evidence, each, terms.of(each))));
        suspects.add(noChange(new NoChangeTerms(evidence, changed, weights).terms()));
        suspects.sort(LIKELIEST);
        List<Suspect> ranked = new ArrayList<>();
        suspects.forEach(suspect -> ranked.add(suspect.ranked(ranked.size() + 1)));
        return ranked;
    }

    private static Suspect suspect(Evidence evidence, SomethingChanged changed, List<Term> terms) {
        Line first = changed.first();
        return new Suspect(
                0,
                changed.kind(),
                what(evidence, changed),
                Suspect.sum(terms),
                first.at(),
                first.position(),
                first.releaseId(),
                first.deploymentId(),
                first.rollbackId(),
                first.flagId(),
                changed.positions(),
                terms);
    }

    private static Suspect noChange(List<Term> terms) {
        return new Suspect(
                0,
                Kind.NO_RECORDED_CHANGE,
                "nothing that the ledger tells of",
                Suspect.sum(terms),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                terms);
    }

    private static String what(Evidence evidence, SomethingChanged changed) {
        Line first = changed.first();
        String where =
                first.row().environment() == null ? "" : " to " + first.row().environment();
        return switch (changed.kind()) {
            case DEPLOYMENT -> evidence.name(first.releaseId()) + where;
            case ROLLBACK -> "rollback of " + evidence.name(first.releaseId()) + where.replace(" to ", " in ");
            case OVERRIDE -> "override for " + evidence.name(first.releaseId()) + where;
            case FLAG, FREEZE_LIFTED, POLICY_VERSION, NO_RECORDED_CHANGE -> first.words();
        };
    }

    private static List<SomethingChanged> changed(Evidence evidence) {
        Detection detection = evidence.detection();
        Map<Object, List<Line>> lines = new LinkedHashMap<>();
        Map<Object, Kind> kinds = new LinkedHashMap<>();
        for (Line line : evidence.lines()) {
            kind(line).filter(kind -> !line.at().isAfter(detection.at())).ifPresent(kind -> {
                Object key = key(kind, line);
                kinds.putIfAbsent(key, kind);
                lines.computeIfAbsent(key, each -> new ArrayList<>()).add(line);
            });
        }
        List<SomethingChanged> changed = new ArrayList<>();
        lines.forEach((key, of) -> {
            if (!of.getLast().at().isBefore(detection.from())) {
                Kind kind = kinds.getOrDefault(key, Kind.DEPLOYMENT);
                changed.add(new SomethingChanged(
                        kind,
                        of,
                        kind == Kind.FLAG
                                ? evidence.flag(of.getFirst().flagId()).percentBefore(of.getFirst())
                                : 0));
            }
        });
        return changed;
    }

    private static Object key(Kind kind, Line line) {
        return switch (kind) {
            case DEPLOYMENT -> List.of(kind, String.valueOf(line.deploymentId()));
            case ROLLBACK -> List.of(kind, String.valueOf(line.rollbackId()));
            case FLAG, FREEZE_LIFTED, POLICY_VERSION, OVERRIDE, NO_RECORDED_CHANGE -> line.position();
        };
    }

    private static Optional<Kind> kind(Line line) {
        return switch (line.event()) {
            case DeploymentStarted started -> Optional.of(Kind.DEPLOYMENT);
            case DeploymentAdvanced advanced -> Optional.of(Kind.DEPLOYMENT);
            case StepTaken taken -> Optional.of(Kind.DEPLOYMENT);
            case DeploymentVerified verified -> Optional.of(Kind.DEPLOYMENT);
            case RollbackAuthorised authorised -> Optional.of(Kind.ROLLBACK);
            case RollbackStarted started -> Optional.of(Kind.ROLLBACK);
            case RollbackStepDone done -> Optional.of(Kind.ROLLBACK);
            case FreezeLifted lifted -> Optional.of(Kind.FREEZE_LIFTED);
            case PolicyVersionPublished published -> Optional.of(Kind.POLICY_VERSION);
            case OverrideGranted override -> Optional.of(Kind.OVERRIDE);
            case FlagTargetingSet set -> Optional.of(Kind.FLAG);
            case FlagSplitSet set -> Optional.of(Kind.FLAG);
            case RolloutAdvanced advanced -> Optional.of(Kind.FLAG);
            case RolloutReduced reduced -> Optional.of(Kind.FLAG);
            // What a rollback disabled belongs to it.
            case FlagDisabled disabled -> Optional.of(disabled.rollbackId() == null ? Kind.FLAG : Kind.ROLLBACK);
            case FlagEnabled enabled -> Optional.of(Kind.FLAG);
            default -> Optional.empty();
        };
    }
}
