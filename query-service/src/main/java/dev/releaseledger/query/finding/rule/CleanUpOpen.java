package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackVerified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something is left to clean up: each of the policy's {@code hotfix.obligations} since a hotfix was first verified in
 * production, and each of its {@code rollback.obligations} since a rollback was done or failed. It ends where the obligation is
 * met.
 *
 * <p>PROCESS.md, Hotfix: an open clean-up obligation is a finding until closed; Rollback, step 6: afterwards.
 */
public final class CleanUpOpen implements ReleaseRule {
    @Override
    public String id() {
        return "clean-up-open";
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
        return "Something is left to clean up";
    }

    @Override
    public String definition() {
        return "A hotfix was verified in production, or a rollback was done or failed, and an obligation that the policy"
                + " names for it had not been met. It ends where it is met.";
    }

    @Override
    public String source() {
        return "Hotfix: an open clean-up obligation is a finding until closed";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        List<Verdict> verdicts = new ArrayList<>(ofTheHotfix(history, policy));
        rollbacks(history)
                .forEach((rollback, done) -> policy.rollback()
                        .obligations()
                        .forEach(obligation -> add(
                                verdicts,
                                "rollback/" + rollback + "/" + obligation.id(),
                                obligation,
                                "the rollback",
                                done,
                                history.said(RollbackObligationMet.class)
                                        .filter(met -> met.event().rollbackId().equals(rollback)
                                                && met.event().obligation().equals(obligation.id()))
                                        .findFirst()
                                        .orElse(null))));
        return List.copyOf(verdicts);
    }

    private static List<Verdict> ofTheHotfix(History history, ReleasePolicy policy) {
        Said<ReleasePlanned> planned = history.planned();
        Set<UUID> toProduction = history.toProduction(policy)
                .map(start -> start.event().deploymentId())
                .collect(Collectors.toSet());
        Said<DeploymentVerified> verified = history.said(DeploymentVerified.class)
                .filter(said -> toProduction.contains(said.event().deploymentId()))
                .findFirst()
                .orElse(null);
        if (planned == null || planned.event().kind() != ReleaseKind.HOTFIX || verified == null) {
            return List.of();
        }
        List<Verdict> verdicts = new ArrayList<>();
        policy.hotfix()
                .obligations()
                .forEach(obligation -> add(
                        verdicts,
                        "hotfix/" + obligation.id(),
                        obligation,
                        "the hotfix",
                        verified,
                        history.said(ObligationMet.class)
                                .filter(met -> met.event().obligation().equals(obligation.id()))
                                .findFirst()
                                .orElse(null)));
        return verdicts;
    }

    private static void add(
            List<Verdict> verdicts, String key, Named obligation, String of, Said<?> since, @Nullable Said<?> met) {
        if (met == null || met.isAfter(since)) {
            verdicts.add(Verdict.of(
                            key,
                            "Since " + of + " this is to be done: " + obligation.title() + " (" + obligation.id()
                                    + ").",
                            List.of(since.position()),
                            null,
                            since)
                    .until(met));
        }
    }

    /** The rollbacks that were done or failed, and what first said so, by their ids in order. */
    private static Map<UUID, Said<RollbackEvent>> rollbacks(History history) {
        Map<UUID, Said<RollbackEvent>> done = new LinkedHashMap<>();
        history.said(RollbackEvent.class)
                .filter(said -> obliges(said.event()))
                .forEach(said -> done.putIfAbsent(said.event().rollbackId(), said));
        return done;
    }

    private static boolean obliges(ReleaseEvent event) {
        return event instanceof RollbackAuthorised
                || event instanceof RollbackVerified
                || event instanceof RollbackFailed;
    }
}
