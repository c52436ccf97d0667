package dev.releaseledger.query.timeline;

import static dev.releaseledger.events.release.RollbackKind.CODE;
import static dev.releaseledger.events.release.RollbackKind.DATA;
import static dev.releaseledger.events.release.RollbackKind.FLAG;
import static dev.releaseledger.events.release.RollbackReason.CRITICAL_BUG;
import static dev.releaseledger.events.release.RollbackReason.DATA_INTEGRITY;
import static dev.releaseledger.events.release.RollbackReason.ERROR_RATE;
import static dev.releaseledger.events.release.Strategy.BIG_BANG;
import static dev.releaseledger.events.release.Strategy.BLUE_GREEN;
import static dev.releaseledger.events.release.Strategy.CANARY;
import static dev.releaseledger.events.release.Strategy.FEATURE_FLAGS;
import static dev.releaseledger.events.release.Strategy.ROLLING;

import dev.releaseledger.query.timeline.Scene.Deployed;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it may happen, and what truly caused it.
 *
 * @param kind of which kind it is
 * @param name what happens
 * @param told tells it, and returns the true cause
 */
record Scenario(String kind, String name, Function<Scene, Cause> told) {

    /**
     * What truly caused it.
     *
     * @param deploymentId the deployment; null where no deployment did
     * @param rollbackId the rollback; null where none did
     */
    record Cause(
            Suspect.Kind kind,
            @Nullable UUID deploymentId,
            @Nullable UUID rollbackId) {
        static Cause deployment(Deployed deployment) {
            return new Cause(Suspect.Kind.DEPLOYMENT, deployment.id(), null);
        }

        static Cause rollback(UUID rollbackId) {
            return new Cause(Suspect.Kind.ROLLBACK, null, rollbackId);
        }

        static final Cause NOTHING_RECORDED = new Cause(Suspect.Kind.NO_RECORDED_CHANGE, null, null);

        boolean is(Suspect suspect) {
            return kind == suspect.kind()
                    && (deploymentId == null || deploymentId.equals(suspect.deploymentId()))
                    && (rollbackId == null || rollbackId.equals(suspect.rollbackId()));
        }
    }

    /** The incident, once it was told. */
    UUID incident(Scene scene) {
        var unused = told.apply(scene);
        return scene.incidentId();
    }

    static List<Scenario> all() {
        return List.of(
                new Scenario("bad canary", "a trigger takes 5 percent back", Scenario::canaryTakenBackByATrigger),
                new Scenario("bad canary", "25 percent are unhealthy, people take them back", Scenario::canaryByHand),
                new Scenario("bad canary", "slow at 50 percent, nobody took it back yet", Scenario::slowCanary),
                new Scenario(
                        "flag gone wrong",
                        "a flag opens what was deployed two days before, beside a healthy release",
                        Scenario::flagOfOldCode),
                new Scenario("flag gone wrong", "a flag opens, and nothing is measured", Scenario::flagUnmeasured),
                new Scenario("flag gone wrong", "a flag opens in steps, the third hurts", Scenario::flagInSteps),
                new Scenario("data migration", "health stays well, totals are wrong", Scenario::migrationTakenBack),
                new Scenario("data migration", "found by customers, not taken back", Scenario::migrationStays),
                new Scenario(
                        "data migration", "the reversal of a mended deployment loses orders", Scenario::badReversal),
                new Scenario("certificate", "expires in a quiet hour", Scenario::certificateInQuiet),
                new Scenario(
                        "certificate", "expires while a healthy release is new", Scenario::certificateBesideRelease),
                new Scenario(
                        "certificate", "expires, and a release is taken back in vain", Scenario::certificateBlamed),
                new Scenario(
                        "certificate",
                        "expires beside a release of which nothing is measured, and the alert names only errors",
                        Scenario::certificateUnnamed),
                new Scenario("two at once", "the older is healthy, the newer is not", Scenario::newerOfTwo),
                new Scenario("two at once", "the newer came after the trouble had begun", Scenario::olderOfTwo),
                new Scenario("two at once", "the fault is in the other product", Scenario::otherProduct),
                new Scenario("alert storm", "one bad deployment, forty alerts", Scenario::stormOfOne),
                new Scenario("alert storm", "a provider fails, everything is taken back", Scenario::stormOfProvider),
                new Scenario(
                        "alert storm", "the first of three unhealthy deployments drags the others", Scenario::dragged),
                new Scenario("slow", "memory leaks for five hours", Scenario::slowLeak),
                new Scenario("in a hurry", "past a freeze and without tests", Scenario::hurried),
                new Scenario("quiet", "a dependency fails, a policy was published", Scenario::dependency));
    }

    private static Deployed background(Scene scene) {
        Deployed old = scene.deploy(scene.release("checkout", "1.0.0", ROLLING, "Faster start"), "production", ROLLING);
        scene.advance(old, 100).verify(old).healthy(old);
        scene.hours(30);
        return old;
    }

    private static Cause canaryTakenBackByATrigger(Scene scene) {
        background(scene);
        scene.noise().minutes(20);
        Deployed bad = scene.deploy(scene.release("checkout", "1.1.0", CANARY, "New basket"), "production", CANARY);
        scene.minutes(2).advance(bad, 5).minutes(3).unhealthy(bad);
        UUID rollback = scene.trigger(bad, CODE);
        scene.notice("Error rate above 5 percent", scene.link(bad, rollback));
        scene.minutes(3)
                .takenBack(bad, rollback, CODE)
                .minutes(4)
                .restored(bad, rollback)
                .minutes(5)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause canaryByHand(Scene scene) {
        background(scene);
        Deployed bad = scene.deploy(scene.release("checkout", "1.1.0", CANARY, "New basket"), "production", CANARY);
        scene.advance(bad, 5)
                .minutes(10)
                .healthy(bad)
                .minutes(5)
                .advance(bad, 25)
                .minutes(4)
                .unhealthy(bad);
        scene.noise().minutes(6).notice("Basket fails for some");
        UUID rollback = scene.rollback(bad, CRITICAL_BUG, CODE);
        scene.minutes(8)
                .takenBack(bad, rollback, CODE)
                .minutes(6)
                .restored(bad, rollback)
                .minutes(5)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause slowCanary(Scene scene) {
        background(scene);
        scene.publishPolicy("checkout").noise();
        Deployed bad = scene.deploy(scene.release("checkout", "1.1.0", CANARY, "Price cache"), "production", CANARY);
        scene.minutes(5)
                .advance(bad, 25)
                .minutes(10)
                .advance(bad, 50)
                .minutes(8)
                .unhealthy(bad);
        scene.minutes(2).notice("Checkout is slow", scene.alert("LatencyHigh"));
        return Cause.deployment(bad);
    }

    private static Cause flagOfOldCode(Scene scene) {
        background(scene);
        Deployed dark = scene.deploy(
                scene.release("checkout", "1.1.0", FEATURE_FLAGS, "New dashboard behind a flag"),
                "production",
                FEATURE_FLAGS);
        scene.minutes(10).healthy(dark).hours(48);
        Deployed fine = scene.deploy(scene.release("checkout", "1.2.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(5).advance(fine, 100).verify(fine).healthy(fine);
        scene.minutes(15).advance(dark, 50).minutes(4).unhealthy(dark);
        scene.minutes(3).notice("Dashboard is empty");
        UUID rollback = scene.rollback(dark, CRITICAL_BUG, FLAG);
        scene.minutes(2)
                .takenBack(dark, rollback, FLAG)
                .minutes(5)
                .restored(dark, rollback)
                .resolve();
        return Cause.deployment(dark);
    }

    private static Cause flagUnmeasured(Scene scene) {
        background(scene);
        Deployed dark = scene.deploy(
                scene.release("checkout", "1.1.0", FEATURE_FLAGS, "Saved cards behind a flag"),
                "production",
                FEATURE_FLAGS);
        scene.hours(20).publishPolicy("checkout").minutes(10).advance(dark, 20).noise();
        scene.minutes(12).notice("Saved cards of others are shown");
        return Cause.deployment(dark);
    }

    private static Cause flagInSteps(Scene scene) {
        background(scene);
        Deployed dark = scene.deploy(
                scene.release("checkout", "1.1.0", FEATURE_FLAGS, "Express lane"), "production", FEATURE_FLAGS);
        scene.hours(2)
                .advance(dark, 5)
                .healthy(dark)
                .hours(3)
                .advance(dark, 20)
                .hours(3)
                .advance(dark, 60);
        scene.minutes(9).unhealthy(dark).minutes(2);
        UUID rollback = scene.trigger(dark, FLAG);
        scene.notice("Business metric down", scene.link(dark, rollback));
        scene.minutes(3)
                .takenBack(dark, rollback, FLAG)
                .minutes(5)
                .restored(dark, rollback)
                .resolve();
        return Cause.deployment(dark);
    }

    private static Cause migrationTakenBack(Scene scene) {
        background(scene);
        Deployed bad = scene.deploy(
                scene.release("checkout", "2.0.0", BIG_BANG, "Migrate totals to cents", "New totals page"),
                "production",
                BIG_BANG);
        scene.minutes(5).verify(bad).healthy(bad).noise();
        scene.minutes(30).notice("Totals are wrong by a factor of 100");
        UUID rollback = scene.rollback(bad, DATA_INTEGRITY, DATA);
        scene.minutes(15)
                .takenBack(bad, rollback, DATA)
                .minutes(10)
                .restored(bad, rollback)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause migrationStays(Scene scene) {
        background(scene);
        Deployed bad = scene.deploy(
                scene.release("checkout", "2.0.0", ROLLING, "Schema of addresses: one line each"),
                "production",
                ROLLING);
        scene.minutes(5).advance(bad, 100).verify(bad).healthy(bad);
        scene.noise().minutes(20).notice("Addresses lose their second line");
        return Cause.deployment(bad);
    }

    private static Cause badReversal(Scene scene) {
        background(scene);
        Deployed first =
                scene.deploy(scene.release("checkout", "2.0.0", BIG_BANG, "Migrate orders"), "production", BIG_BANG);
        scene.minutes(5).unhealthy(first);
        UUID rollback = scene.trigger(first, DATA);
        scene.minutes(5).takenBack(first, rollback, DATA).minutes(5).restored(first, rollback);
        scene.minutes(15).notice("Orders of this morning are gone");
        return Cause.rollback(rollback);
    }

    private static Cause certificateInQuiet(Scene scene) {
        background(scene);
        scene.noise().minutes(30).notice("Nobody can pay", scene.alert("TlsCertificateExpired"));
        scene.minutes(40).resolve();
        return Cause.NOTHING_RECORDED;
    }

    private static Cause certificateBesideRelease(Scene scene) {
        background(scene);
        Deployed fine = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(4).advance(fine, 100).verify(fine).healthy(fine);
        scene.minutes(15).notice("Calls to the bank fail: certificate expired");
        scene.minutes(40).resolve();
        return Cause.NOTHING_RECORDED;
    }

    private static Cause certificateBlamed(Scene scene) {
        background(scene);
        Deployed blamed = scene.deploy(scene.release("checkout", "1.1.0", CANARY, "New basket"), "production", CANARY);
        scene.minutes(4)
                .advance(blamed, 100)
                .minutes(2)
                .healthy(blamed)
                .minutes(10)
                .unhealthy(blamed);
        UUID rollback = scene.trigger(blamed, CODE);
        scene.minutes(1).notice("Nobody can pay", scene.link(blamed, rollback), scene.alert("CertExpired"));
        scene.minutes(5).takenBack(blamed, rollback, CODE).minutes(12).notRestored(blamed, rollback);
        scene.minutes(20).resolve();
        return Cause.NOTHING_RECORDED;
    }

    private static Cause certificateUnnamed(Scene scene) {
        background(scene);
        Deployed unmeasured = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(4).advance(unmeasured, 100).minutes(15).notice("Nobody can pay", scene.alert("ErrorsHigh"));
        return Cause.NOTHING_RECORDED;
    }

    private static Cause newerOfTwo(Scene scene) {
        background(scene);
        Deployed fine = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(5).advance(fine, 100).verify(fine).healthy(fine);
        scene.minutes(15);
        Deployed bad =
                scene.deploy(scene.release("checkout", "1.2.0", BLUE_GREEN, "New tax"), "production", BLUE_GREEN);
        scene.minutes(3).verify(bad).minutes(4).unhealthy(bad).minutes(3).notice("Tax is missing on receipts");
        return Cause.deployment(bad);
    }

    private static Cause olderOfTwo(Scene scene) {
        background(scene);
        Deployed bad = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "New tax"), "production", ROLLING);
        scene.minutes(5).advance(bad, 100).minutes(6).unhealthy(bad).minutes(5);
        Deployed later = scene.deploy(scene.release("checkout", "1.2.0", BIG_BANG, "Receipts"), "production", BIG_BANG);
        scene.minutes(4).verify(later).minutes(2).unhealthy(later).minutes(3).notice("Receipts fail");
        return Cause.deployment(bad);
    }

    private static Cause otherProduct(Scene scene) {
        background(scene);
        Deployed fine = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(3).advance(fine, 100).verify(fine).healthy(fine).minutes(8);
        Deployed bad =
                scene.deploy(scene.release("payments", "3.1.0", CANARY, "Other bank protocol"), "production", CANARY);
        scene.minutes(2).advance(bad, 50).minutes(4).unhealthy(bad);
        UUID rollback = scene.trigger(bad, CODE);
        scene.minutes(2).notice("Payments fail in checkout", scene.link(fine), scene.link(bad));
        scene.minutes(5)
                .takenBack(bad, rollback, CODE)
                .minutes(4)
                .restored(bad, rollback)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause stormOfOne(Scene scene) {
        background(scene);
        scene.noise();
        Deployed bad = scene.deploy(scene.release("checkout", "1.1.0", BIG_BANG, "New basket"), "production", BIG_BANG);
        scene.minutes(4).unhealthy(bad);
        UUID rollback = scene.trigger(bad, CODE);
        for (int alert = 0; alert < 20; alert++) {
            scene.notice("Alert " + alert, scene.alert("ErrorsHigh" + alert));
            scene.healthy(bad).unhealthy(bad);
        }
        scene.minutes(1).notice("Everything is red", scene.alert("ErrorsHigh"), scene.alert("LatencyHigh"));
        scene.minutes(3)
                .takenBack(bad, rollback, CODE)
                .minutes(4)
                .restored(bad, rollback)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause stormOfProvider(Scene scene) {
        background(scene);
        Deployed one = scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(3).advance(one, 100).verify(one).healthy(one).minutes(10);
        Deployed two = scene.deploy(scene.release("search", "5.0.0", ROLLING, "Synonyms"), "production", ROLLING);
        scene.minutes(3).advance(two, 100).verify(two).healthy(two).minutes(10);
        scene.unhealthy(one).unhealthy(two);
        UUID first = scene.trigger(one, CODE);
        UUID second = scene.trigger(two, CODE);
        scene.minutes(1)
                .notice(
                        "Everything is red",
                        scene.link(one, first),
                        scene.link(two, second),
                        scene.alert("UpstreamProviderErrors"),
                        scene.alert("LatencyHigh"));
        scene.minutes(5)
                .takenBack(one, first, CODE)
                .takenBack(two, second, CODE)
                .minutes(15);
        scene.notRestored(one, first).notRestored(two, second).minutes(30).resolve();
        return Cause.NOTHING_RECORDED;
    }

    private static Cause dragged(Scene scene) {
        background(scene);
        Deployed bad = scene.deploy(
                scene.release("checkout", "1.1.0", ROLLING, "Connection pool settings"), "production", ROLLING);
        scene.minutes(2).advance(bad, 100);
        Deployed second = scene.deploy(scene.release("checkout-api", "4.0.0", CANARY, "Paging"), "production", CANARY);
        Deployed third = scene.deploy(scene.release("basket", "2.0.0", CANARY, "Paging"), "production", CANARY);
        scene.minutes(3)
                .unhealthy(bad)
                .minutes(1)
                .unhealthy(second)
                .unhealthy(third)
                .minutes(2);
        scene.notice("Connection pool is exhausted", scene.link(bad), scene.link(second), scene.link(third));
        UUID rollback = scene.rollback(bad, ERROR_RATE, CODE);
        scene.minutes(4)
                .takenBack(bad, rollback, CODE)
                .minutes(5)
                .restored(bad, rollback)
                .resolve();
        return Cause.deployment(bad);
    }

    private static Cause slowLeak(Scene scene) {
        background(scene);
        Deployed leaking =
                scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Price cache"), "production", ROLLING);
        scene.minutes(5).advance(leaking, 100).verify(leaking).healthy(leaking).hours(5);
        scene.unhealthy(leaking).minutes(3).notice("Instances restart", scene.alert("OutOfMemory"));
        UUID rollback = scene.rollback(leaking, CRITICAL_BUG, CODE);
        scene.minutes(4)
                .takenBack(leaking, rollback, CODE)
                .minutes(5)
                .restored(leaking, rollback)
                .resolve();
        return Cause.deployment(leaking);
    }

    private static Cause hurried(Scene scene) {
        background(scene);
        Scene.Released release = scene.release("checkout", "1.1.0", BIG_BANG, "Campaign banner");
        scene.liftFreeze("checkout")
                .minutes(2)
                .waive(release, "unit-tests-passing")
                .override(release, "production");
        Deployed bad = scene.deploy(release, "production", BIG_BANG);
        scene.noise().minutes(12).notice("Campaign banner covers the button");
        return Cause.deployment(bad);
    }

    private static Cause dependency(Scene scene) {
        background(scene);
        scene.noise().publishPolicy("checkout").minutes(10).notice("Mails are not sent");
        scene.minutes(50).resolve();
        return Cause.NOTHING_RECORDED;
    }
}
