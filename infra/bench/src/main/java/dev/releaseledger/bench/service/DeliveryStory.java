package dev.releaseledger.bench.service;

import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A release that is all deliveries: eight changes, staging, production. One in ten is found failing, one in ten is taken back,
 * one in ten is a hotfix of the release before.
 */
final class DeliveryStory {
    private static final UUID SOMEBODY = new UUID(7, 1);
    private static final int PRODUCTS = 20;
    private static final int CHANGES = 8;
    private static final int OF = 10;

    private DeliveryStory() {}

    static List<ReleaseEvent> of(int number) {
        boolean hotfix = number >= PRODUCTS && (number / PRODUCTS) % OF == 9;
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new ReleasePlanned(
                "product-" + number % PRODUCTS,
                version(number),
                "A release that is measured",
                hotfix ? ReleaseKind.HOTFIX : ReleaseKind.STANDARD,
                Strategy.CANARY,
                null,
                SOMEBODY,
                null,
                hotfix ? version(number - PRODUCTS) : null,
                1));
        for (int change = 0; change < CHANGES; change++) {
            events.add(new ChangeAdded(
                    "change-" + change,
                    ChangeCategory.FIX,
                    "Close the connection that a cancelled request leaves behind, and say so in the log",
                    null,
                    SOMEBODY,
                    "0123456789abcdef0123456789abcdef01234567",
                    Instant.now().minus(Duration.ofMinutes(1L + (number * 31L + change * 7L) % 10_000)),
                    List.of(new UUID(7, 2))));
        }
        deploy(events, "staging", true);
        UUID deployment = deploy(events, "production", (number / PRODUCTS) % OF != 3);
        if ((number / PRODUCTS) % OF == 6) {
            takeBack(events, deployment);
        }
        return events;
    }

    private static String version(int number) {
        return "1." + number / PRODUCTS + ".0";
    }

    private static UUID deploy(List<ReleaseEvent> events, String environment, boolean works) {
        UUID deployment = UUID.randomUUID();
        events.add(new DeploymentStarted(deployment, environment, Strategy.CANARY, null));
        events.add(new DeploymentAdvanced(deployment, 25));
        events.add(new DeploymentAdvanced(deployment, 100));
        events.add(
                works
                        ? new DeploymentVerified(deployment, "smoke tests", null, null, null)
                        : new DeploymentFailed(deployment, "smoke tests", null, null, "a blank page"));
        return deployment;
    }

    private static void takeBack(List<ReleaseEvent> events, UUID deployment) {
        UUID rollback = UUID.randomUUID();
        events.add(new RollbackTriggered(
                rollback,
                deployment,
                RollbackReason.ERROR_RATE,
                Set.of(RollbackKind.CODE),
                null,
                "errors above the threshold"));
        events.add(new RollbackStarted(rollback, deployment, null));
        events.add(new RollbackStepDone(rollback, RollbackKind.CODE, "pipeline", null, Set.of(), null, null, null));
        events.add(new RollbackVerified(rollback, deployment, UUID.randomUUID(), null));
    }
}
