package dev.releaseledger.query.finding.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Every version of every rule. A new version is added beside the old ones, which go on judging: what was said by them stays
 * readable.
 */
public record RuleBook(List<FindingRule> rules) {

    /** @throws IllegalArgumentException when a version of a rule is there twice */
    public RuleBook {
        rules = List.copyOf(rules);
        long distinct = rules.stream()
                .map(rule -> rule.id() + "/" + rule.version())
                .distinct()
                .count();
        if (distinct != rules.size()) {
            throw new IllegalArgumentException("a version of a rule is there twice");
        }
    }

    /** What is judged by. */
    public static RuleBook current() {
        return new RuleBook(List.of(
                new DeployedByHandWithoutAScript(),
                new NoWayBack(),
                new BigBangOfManyMonths(),
                new NotWatchedAfterDeployment(),
                new HotfixWithoutReview(),
                new StakeholdersNotTold(),
                new AnnouncementMissed(),
                new BudgetOverrun(),
                new WaivedByOnePersonAlone(),
                new CleanUpOpen(),
                new OutlivedFlag(),
                new LingeringFlag(),
                new FlagNeverEvaluated(),
                new FlagEvaluatedAfterArchive(),
                new LedgerDiffers()));
    }

    /** Every version of every rule that judges histories. */
    public List<FindingRule> judging() {
        return rules.stream().filter(FindingRule::judges).toList();
    }

    /** Every version of every rule that judges histories of releases. */
    public List<ReleaseRule> ofReleases() {
        return of(ReleaseRule.class);
    }

    /** Every version of every rule that judges histories of flags. */
    public List<FlagRule> ofFlags() {
        return of(FlagRule.class);
    }

    private <R extends FindingRule> List<R> of(Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The newest version of each rule, by its id. */
    public Map<String, FindingRule> newest() {
        return rules.stream()
                .collect(Collectors.toMap(
                        FindingRule::id,
                        rule -> rule,
                        BinaryOperator.maxBy((one, other) -> Integer.compare(one.version(), other.version())),
                        TreeMap::new));
    }

    /** Every rule's id, in order. */
    public List<String> ids() {
        Collection<String> ids = newest().keySet();
        return List.copyOf(ids);
    }
}
