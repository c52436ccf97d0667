package dev.releaseledger.query.testing;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two teams might have delivered, made up: releases and hotfixes side by side, to two environments, verified, failed,
 * taken back or left, live and backfilled in no order of their claimed times.
 */
public final class MadeUpDeliveries {
    private static final List<String> ENVIRONMENTS = List.of("production", "production", "staging");
    private static final Duration YEAR = Duration.ofDays(365);

    /** Something that is said; the claimed time is null where it is said live. */
    public record Saying(
            String stream, Event event, @Nullable Instant claimed) {}

    private final Random random;
    private final Instant now;
    private final List<Saying> sayings = new ArrayList<>();
    private final Map<UUID, Making> open = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();

    private static final class Making {
        final String product;
        final List<String> changes = new ArrayList<>();
        final Map<UUID, String> running = new LinkedHashMap<>();
        final List<UUID> ended = new ArrayList<>();

        @Nullable
        Instant claimed;

        int added;
        int policy = 1;

        Making(String product) {
            this.product = product;
        }
    }

    private MadeUpDeliveries(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    /**
     * So many steps of it.
     *
     * @param now claimed times are in the year before
     */
    public static List<Saying> of(long seed, int steps, Instant now, String... products) {
        MadeUpDeliveries made = new MadeUpDeliveries(seed, now);
        for (String product : products) {
            made.publishPolicies(product);
        }
        for (int step = 0; step < steps; step++) {
            made.step(products);
        }
        return made.sayings;
    }

    /** A product's policies name two teams and then none. */
    private void publishPolicies(String product) {
        for (int version = 2; version <= 4; version++) {
            ObjectNode policy = (ObjectNode) PolicyDocument.write(PolicyBook.defaultPolicy());
            policy.put("version", version);
            if (version < 4) {
                policy.put("team", version == 2 ? "Early birds" : "Night, \"owls\"");
            }
            sayings.add(new Saying(
                    PolicyEvent.stream(product), new PolicyVersionPublished(product, version, policy, null), null));
        }
    }

    private void step(String... products) {
        int wanted = 1 + open.size();
        int chosen = random.nextInt(Math.max(6, wanted));
        if (open.isEmpty() || chosen == 0) {
            plan(products[random.nextInt(products.length)]);
            return;
        }
        List<Map.Entry<UUID, Making>> all = List.copyOf(open.entrySet());
        Map.Entry<UUID, Making> one = all.get(random.nextInt(all.size()));
        UUID id = one.getKey();
        Making making = one.getValue();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> add(id, making);
            case 3 -> remove(id, making);
            case 4, 5, 6 -> start(id, making);
            case 7 -> repin(id, making);
            default -> takeBack(id, making);
        }
        if (random.nextBoolean()) {
            end(id, making);
        }
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void say(UUID id, Making making, ReleaseEvent event) {
        Instant claimed = making.claimed;
        if (claimed != null) {
            // Some things happen at once.
            claimed = claimed.plusSeconds(random.nextInt(3) * 4_321L).plusNanos(random.nextInt(3) * 1_234_567L);
            making.claimed = claimed;
        }
        sayings.add(new Saying(ReleaseEvent.stream(id), event, claimed));
    }

    private void plan(String product) {
        UUID id = uuid();
        Making making = new Making(product);
        making.claimed =
                random.nextInt(3) == 0 ? now.minus(YEAR).plusSeconds(random.nextInt((int) YEAR.toSeconds() / 2)) : null;
        making.policy = 1 + random.nextInt(4);
        int version = versions.merge(product, 1, Integer::sum);
        boolean hotfix = version > 1 && random.nextInt(3) == 0;
        open.put(id, making);
        say(
                id,
                making,
                new ReleasePlanned(
                        product,
                        "1." + version,
                        "A release",
                        hotfix ? ReleaseKind.HOTFIX : ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        null,
                        TestLedger.PLANNER,
                        null,
                        hotfix ? "1." + Math.max(1, version - 1 - random.nextInt(4)) : null,
                        making.policy));
    }

    private void add(UUID id, Making making) {
        for (int more = random.nextInt(4); more >= 0; more--) {
            String change = "c" + (random.nextInt(4) == 0 ? random.nextInt(5) : 10 + making.added++);
            if (making.changes.contains(change)) {
                continue;
            }
            making.changes.add(change);
            Instant around = making.claimed == null ? now : making.claimed;
            say(
                    id,
                    making,
                    new ChangeAdded(
                            change,
                            ChangeCategory.FIX,
                            "A change",
                            null,
                            TestLedger.PLANNER,
                            null,
                            random.nextInt(4) == 0
                                    ? null
                                    : around.minusSeconds(random.nextInt(1_000_000) - 50_000L)
                                            .plusNanos(random.nextInt(1_000_000_000)),
                            List.of()));
        }
    }

    private void remove(UUID id, Making making) {
        if (!making.changes.isEmpty()) {
            say(id, making, new ChangeRemoved(making.changes.remove(random.nextInt(making.changes.size())), "not now"));
        }
    }

    private void repin(UUID id, Making making) {
        int to = 1 + random.nextInt(4);
        say(id, making, new PolicyRepinned(making.policy, to, TestLedger.PLANNER, "another team"));
        making.policy = to;
    }

    private void start(UUID id, Making making) {
        UUID deployment = uuid();
        String environment = ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size()));
        making.running.put(deployment, environment);
        say(id, making, new DeploymentStarted(deployment, environment, Strategy.ROLLING, null));
        if (random.nextBoolean()) {
            say(id, making, new DeploymentAdvanced(deployment, 100));
        }
    }

    private void end(UUID id, Making making) {
        for (UUID deployment : List.copyOf(making.running.keySet())) {
            switch (random.nextInt(5)) {
                case 0 -> {}
                case 1 -> {
                    say(id, making, new DeploymentFailed(deployment, "smoke", null, null, null));
                    ended(making, deployment);
                }
                default -> {
                    say(id, making, new DeploymentVerified(deployment, "smoke", null, null, null));
                    ended(making, deployment);
                }
            }
        }
    }

    private static void ended(Making making, UUID deployment) {
        making.running.remove(deployment);
        making.ended.add(deployment);
    }

    private void takeBack(UUID id, Making making) {
        List<UUID> all = new ArrayList<>(making.running.keySet());
        all.addAll(making.ended);
        if (all.isEmpty()) {
            return;
        }
        UUID deployment = all.get(random.nextInt(all.size()));
        UUID rollback = uuid();
        say(
                id,
                making,
                new RollbackTriggered(
                        rollback,
                        deployment,
                        RollbackReason.CRITICAL_BUG,
                        Set.of(RollbackKind.CODE),
                        null,
                        "it hurts"));
        making.running.remove(deployment);
        making.ended.remove(deployment);
        switch (random.nextInt(4)) {
            case 0 -> {
                say(id, making, new RollbackWithdrawn(rollback, "a false alarm"));
                making.ended.add(deployment);
            }
            case 1 -> say(id, making, new RollbackAuthorised(rollback, deployment));
            case 2 -> {
                say(id, making, new RollbackStarted(rollback, deployment, null));
                say(id, making, new RollbackFailed(rollback, deployment, null, "it does not work"));
            }
            default -> {
                say(id, making, new RollbackStarted(rollback, deployment, null));
                say(
                        id,
                        making,
                        new RollbackStepDone(
                                rollback, RollbackKind.CODE, "pipeline", null, Set.of(), null, null, null));
                if (random.nextBoolean()) {
                    say(id, making, new RollbackVerified(rollback, deployment, uuid(), null));
                }
            }
        }
    }
}
