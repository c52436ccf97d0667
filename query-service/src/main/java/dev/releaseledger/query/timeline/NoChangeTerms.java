package dev.releaseledger.query.timeline;

import dev.releaseledger.query.timeline.Suspect.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The terms for nothing being at fault that the ledger tells of. */
final class NoChangeTerms {
    /** What expires, is full, or belongs to others. */
    private static final Set<String> OUTSIDE = Set.of(
            "cert",
            "certificate",
            "certificates",
            "tls",
            "ssl",
            "expired",
            "expiry",
            "expiring",
            "dns",
            "dependency",
            "upstream",
            "provider",
            "outage",
            "quota",
            "disk",
            "hardware",
            "datacenter",
            "ddos");

    private final Evidence evidence;
    private final List<SomethingChanged> all;
    private final SuspectWeights weights;

    NoChangeTerms(Evidence evidence, List<SomethingChanged> all, SuspectWeights weights) {
        this.evidence = evidence;
        this.all = all;
        this.weights = weights;
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        terms.add(Term.of("always", weights.always(), 1, "it can never be excluded", List.of()));
        terms.add(nothingChanged());
        terms.add(beforeEverything());
        terms.add(nothingHelped());
        terms.add(everythingHealthy());
        terms.add(alertName());
        return terms;
    }

    private List<SomethingChanged> done() {
        return all.stream()
                .filter(changed -> changed.kind() == Suspect.Kind.FLAG
                        ? evidence.detection()
                                .product()
                                .equals(changed.first().row().product())
                        : evidence.detection().isAt(changed.first().row()))
                .filter(changed -> isDone(changed.kind()))
                .toList();
    }

    private static boolean isDone(Suspect.Kind kind) {
        return switch (kind) {
            case DEPLOYMENT, ROLLBACK, FLAG -> true;
            case FREEZE_LIFTED, POLICY_VERSION, OVERRIDE, NO_RECORDED_CHANGE -> false;
        };
    }

    private Term nothingChanged() {
        List<Long> done =
                done().stream().flatMap(changed -> changed.positions().stream()).toList();
        return Term.of(
                "nothingChanged",
                weights.nothingChanged(),
                done.isEmpty() ? 1 : 0,
                done.isEmpty()
                        ? "nothing was deployed, taken back or changed by a flag there from "
                                + evidence.detection().from() + " to "
                                + evidence.detection().at()
                        : "something was deployed, taken back or changed by a flag",
                done);
    }

    private Term beforeEverything() {
        List<Long> troubles = new ArrayList<>();
        boolean before = !all.isEmpty();
        for (SomethingChanged changed : all) {
            Optional<Line> trouble = ChangeTerms.before(evidence, changed);
            before &= trouble.isPresent();
            trouble.map(Line::position).filter(at -> !troubles.contains(at)).ifPresent(troubles::add);
        }
        return Term.of(
                "beforeEverything",
                weights.beforeEverything(),
                before ? 1 : 0,
                before ? "the trouble had begun before anything changed" : "something changed before the trouble began",
                troubles);
    }

    private Term nothingHelped() {
        List<Long> noBetter = all.stream()
                .flatMap(changed -> evidence.noBetter(changed.deploymentId(), weights.restoredWithin()).stream())
                .map(Line::position)
                .toList();
        return Term.of(
                "nothingHelped",
                weights.nothingHelped(),
                noBetter.isEmpty() ? 0 : 1,
                noBetter.isEmpty() ? "nothing was taken back in vain" : "what was taken back made nothing better",
                noBetter);
    }

    private Term everythingHealthy() {
        List<SomethingChanged> deployed = done().stream()
                .filter(changed -> changed.kind() == Suspect.Kind.DEPLOYMENT)
                .toList();
        List<Long> healthy = deployed.stream()
                .flatMap(changed -> evidence.alwaysWell(changed.deploymentId()).stream())
                .map(Line::position)
                .toList();
        boolean all = !healthy.isEmpty() && healthy.size() == deployed.size();
        return Term.of(
                "everythingHealthy",
                weights.everythingHealthy(),
                all ? 1 : 0,
                all ? "everything that was deployed there was found healthy" : "not everything was found healthy",
                healthy);
    }

    private Term alertName() {
        Set<String> found = new TreeSet<>(evidence.detection().words().keySet());
        found.retainAll(OUTSIDE);
        return Term.of(
                "alertName",
                weights.alertName(),
                found.isEmpty() ? 0 : 1,
                found.isEmpty()
                        ? "neither title nor alerts speak of what expires, is full, or belongs to others"
                        : "title or alerts speak of " + String.join(", ", found),
                found.isEmpty()
                        ? List.of(evidence.detection().position())
                        : evidence.detection().saying(found));
    }
}
