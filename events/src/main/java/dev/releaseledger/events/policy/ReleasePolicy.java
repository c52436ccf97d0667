package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product's rules as data. A release pins the version that it was planned under. What a policy leaves out is as in the
 * default policy.
 *
 * @param version from 1
 * @param strategies the strategies that a release may be deployed by
 * @param environments the environments there are, by name
 * @param stages every stage in its order, with its criteria
 * @param checklists the checklists, each with its items in their order
 * @param triggers the rules over health reports that demand a rollback
 * @param deployments how deployments go, step by step
 * @param health how deployments are watched
 * @param flagPhases how a feature flag is opened
 * @param rollback how deployments are taken back
 * @param hotfix the hotfix lane
 * @param announcements what people are told, and when
 * @param windows how the windows of releases are kept
 * @param incidents what incidents oblige to
 * @param findings from when on something is a finding
 * @param team the team that the product is of; null where it is not said
 */
public record ReleasePolicy(
        int version,
        Set<Strategy> strategies,
        Map<String, Environment> environments,
        List<StagePolicy> stages,
        List<Checklist> checklists,
        List<Trigger> triggers,
        DeploymentPolicy deployments,
        HealthPolicy health,
        FlagPhases flagPhases,
        RollbackPolicy rollback,
        HotfixPolicy hotfix,
        List<Announcement> announcements,
        WindowPolicy windows,
        IncidentPolicy incidents,
        FindingPolicy findings,
        @Nullable String team) {

    public ReleasePolicy {
        strategies = Sorted.copyOf(strategies);
        environments = Collections.unmodifiableMap(new TreeMap<>(environments));
        stages = List.copyOf(stages);
        checklists = List.copyOf(checklists);
        triggers = List.copyOf(triggers);
        announcements = List.copyOf(announcements);
    }

    /** What is wrong with going by this strategy, for people; empty where the policy allows it. */
    public Optional<String> objectionTo(Strategy strategy) {
        return strategies.contains(strategy)
                ? Optional.empty()
                : Optional.of("the policy allows " + new TreeSet<>(strategies) + ", not " + strategy);
    }

    /** The criterion of that id; empty where the policy has none. */
    public Optional<Criterion> criterion(String id) {
        return criteria().filter(criterion -> criterion.id().equals(id)).findFirst();
    }

    /** The item of that id; empty where the policy has none. */
    public Optional<ChecklistItem> item(String id) {
        return checklists.stream()
                .flatMap(checklist -> checklist.items().stream())
                .filter(item -> item.id().equals(id))
                .findFirst();
    }

    /** What this stage has to show and who opens its gate. */
    public StagePolicy at(Stage stage) {
        return stages.stream()
                .filter(each -> each.stage() == stage)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the policy does not know the stage " + stage));
    }

    /** The criteria that must be shown before this stage's gate can open for a release of this kind. */
    public List<Criterion> criteriaBefore(Stage gate, ReleaseKind kind) {
        return stages.stream()
                .flatMap(stage -> stage.criteria(kind).stream())
                .filter(criterion -> criterion.gate() == gate)
                .toList();
    }

    /** The items that must be done before this stage's gate can open for a release of this kind. */
    public List<ChecklistItem> itemsBefore(Stage gate, ReleaseKind kind) {
        return checklists.stream()
                .filter(checklist -> checklist.gate() == gate)
                .flatMap(checklist -> checklist.items(kind).stream())
                .toList();
    }

    /** Every item, of whatever kind of release it is asked. */
    public List<ChecklistItem> items() {
        return checklists.stream()
                .flatMap(checklist -> checklist.items().stream())
                .toList();
    }

    /** The items that must be done before a release of this kind can be completed, whatever gates they were needed for. */
    public List<ChecklistItem> items(ReleaseKind kind) {
        return checklists.stream()
                .flatMap(checklist -> checklist.items(kind).stream())
                .toList();
    }

    /** The stage that this environment belongs to; empty for one that is free to deploy to, or that there is not. */
    public Optional<Stage> stageOf(String environment) {
        return Optional.ofNullable(environments.get(environment)).map(Environment::stage);
    }

    /** The same policy with these triggers. */
    public ReleasePolicy withTriggers(List<Trigger> others) {
        return new ReleasePolicy(
                version,
                strategies,
                environments,
                stages,
                checklists,
                others,
                deployments,
                health,
                flagPhases,
                rollback,
                hotfix,
                announcements,
                windows,
                incidents,
                findings,
                team);
    }

    private Stream<Criterion> criteria() {
        return stages.stream().flatMap(stage -> stage.criteria().stream());
    }
}
