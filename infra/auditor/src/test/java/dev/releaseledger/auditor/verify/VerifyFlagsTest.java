package dev.releaseledger.auditor.verify;

import static dev.releaseledger.auditor.testing.ToldPerson.CI;
import static dev.releaseledger.auditor.testing.ToldPerson.DINA;
import static dev.releaseledger.auditor.testing.ToldPerson.OLE;
import static dev.releaseledger.auditor.testing.ToldPerson.PAULA;
import static dev.releaseledger.auditor.testing.ToldPerson.SAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.testing.Export;
import dev.releaseledger.auditor.testing.Export.Run;
import dev.releaseledger.auditor.testing.ToldLedger;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.flag.ActorMayChangeFlags;
import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.KeyIsOfNoOtherFlag;
import dev.releaseledger.events.flag.OpenedDeploymentIsHealthy;
import dev.releaseledger.events.flag.Operator;
import dev.releaseledger.events.flag.PhaseIsNotSkipped;
import dev.releaseledger.events.flag.ReleaseIsInTheLedger;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.rule.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** What the auditor says of flags. */
class VerifyFlagsTest {
    private static final String FLAG = FlagEvent.stream(new UUID(7, 1));
    private static final String OTHER = FlagEvent.stream(new UUID(7, 2));

    private final NoteSigner key = Export.key();

    @TempDir
    private Path directory;

    private Run verify(Consumer<ToldLedger> told) throws IOException {
        return Export.run(
                "verify",
                Export.of(key, told).in(directory).toString(),
                "--key",
                key.verifierKey().format(),
                "--json");
    }

    private static FlagDefined defined(String key) {
        return new FlagDefined(
                key,
                "checkout",
                FlagType.RELEASE,
                "Pay later",
                DINA.id(),
                FlagValueType.BOOLEAN,
                List.of(new FlagVariant("on", BooleanNode.TRUE), new FlagVariant("off", BooleanNode.FALSE)),
                "on",
                "off",
                "5f2c",
                LocalDate.parse("2026-06-30"),
                1,
                null);
    }

    private static void refused(ToldLedger ledger, Class<?> rule, FlagEvent asked) {
        ledger.refuse(
                asked.getClass().getSimpleName(),
                FLAG,
                1,
                List.of(new Violation(rule.getSimpleName(), Violation.Kind.CONFLICT, "no")),
                asked,
                rule == ActorMayChangeFlags.class ? SAM : PAULA);
    }

    @Test
    void whatWasAcceptedAndRefusedIsDecidedAgain() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(
                    FLAG,
                    new FlagTargetingSet(List.of(new TargetingRule(
                            "staff",
                            new Condition.Comparison("group", Operator.IN, List.of(StringNode.valueOf("staff"))),
                            "on"))),
                    DINA);
            ledger.say(FLAG, new RolloutAdvanced("internal", 500, null), PAULA);
            refused(ledger, PhaseIsNotSkipped.class, new RolloutAdvanced("gradual", 2_500, null));
            refused(ledger, ActorMayChangeFlags.class, new RolloutAdvanced("gradual", 2_500, null));
            ledger.say(FLAG, new FlagDisabled("errors", null, null), OLE);
        });

        JsonNode result = EntryJson.mapper().readTree(run.out());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(result.at("/decidedAgain/accepted").intValue()).isEqualTo(4);
        assertThat(result.at("/decidedAgain/refusals").intValue()).isEqualTo(2);
        assertThat(result.path("notDecidedAgain").size()).isZero();
    }

    @Test
    void aPhaseThatWasSkippedIsFound() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(FLAG, new RolloutAdvanced("beta", 2000, null), PAULA);
        });

        assertThat(run.out())
                .contains("accepted-against-the-rules", "a refusal of RolloutAdvanced by [PhaseIsNotSkipped]");
    }

    @Test
    void aKeyThatTwoFlagsHaveIsFound() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(OTHER, defined("pay-later"), DINA);
        });

        assertThat(run.out())
                .contains("accepted-against-the-rules", "nobody else to have flag-key/pay-later", FLAG + " has it");
    }

    @Test
    void aRefusalOverAKeyIsDecidedAgain_whateverBecameOfTheOneThatHasIt() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(FLAG, new FlagDisabled("errors", null, null), OLE);
            FlagDefined asked = defined("pay-later");
            ledger.say(
                    RefusalEvent.stream(OTHER),
                    new ClaimRefused(
                            "DefineFlag",
                            OTHER,
                            -1,
                            1,
                            FlagClaims.key("pay-later"),
                            FLAG,
                            0,
                            List.of(new CommandRefused.Refused(KeyIsOfNoOtherFlag.class.getSimpleName(), "taken")),
                            List.of(new CommandRefused.Asked(
                                    Events.typeOf(asked).name(),
                                    EntryJson.mapper().valueToTree(asked)))),
                    DINA);
        });

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(EntryJson.mapper()
                        .readTree(run.out())
                        .at("/decidedAgain/refusals")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void aFlagThatIsLinkedToAReleaseThatIsNotThereIsFound() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(FLAG, new FlagLinked(new UUID(7, 9)), DINA);
        });

        assertThat(run.out())
                .contains("accepted-against-the-rules", "a refusal of FlagLinked by [ReleaseIsInTheLedger]");
    }

    @Test
    void aRefusalOverAReleaseThatIsNotThereIsDecidedAgain() throws IOException {
        Run run = verify(ledger -> {
            ledger.say(FLAG, defined("pay-later"), DINA);
            refused(ledger, ReleaseIsInTheLedger.class, new FlagLinked(new UUID(7, 9)));
        });

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(refusals(run)).isEqualTo(1);
    }

    @Test
    void aRefusalOverAReleaseThatIsThereIsFound() throws IOException {
        Run run = verify(ledger -> {
            UUID release = new Dark(ledger).releaseId();
            ledger.say(FLAG, defined("pay-later"), DINA);
            refused(ledger, ReleaseIsInTheLedger.class, new FlagLinked(release));
        });

        assertThat(run.out()).contains("refused-without-a-rule", "refused by [ReleaseIsInTheLedger]");
    }

    @Test
    void anAdvanceAgainstTheHealthOfWhatTheFlagOpensIsFound() throws IOException {
        Run run = verify(ledger -> {
            Dark dark = new Dark(ledger);
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(FLAG, new FlagLinked(dark.releaseId()), DINA);
            ledger.say(FLAG, new RolloutAdvanced("internal", 100, null), PAULA);
            dark.reported("6");
            ledger.say(FLAG, new RolloutAdvanced("internal", 200, null), PAULA);
        });

        assertThat(run.out())
                .contains(
                        "accepted-against-the-rules",
                        "a refusal of RolloutAdvanced by [OpenedDeploymentIsHealthy]",
                        "of 2.5.0 to qa unhealthy");
    }

    @Test
    void aRefusalOverTheHealthOfWhatTheFlagOpensIsDecidedAgain_asThatStoodThen() throws IOException {
        Run run = verify(ledger -> {
            Dark dark = new Dark(ledger);
            ledger.say(FLAG, defined("pay-later"), DINA);
            ledger.say(FLAG, new FlagLinked(dark.releaseId()), DINA);
            ledger.say(FLAG, new RolloutAdvanced("internal", 100, null), PAULA);
            refused(ledger, OpenedDeploymentIsHealthy.class, new RolloutAdvanced("internal", 200, null));
            dark.reported("6");
            refused(ledger, OpenedDeploymentIsHealthy.class, new RolloutAdvanced("internal", 200, null));
            dark.reported("0.1");
            ledger.say(FLAG, new RolloutAdvanced("internal", 200, null), PAULA);
        });

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(refusals(run)).isEqualTo(2);
    }

    private static int refusals(Run run) {
        return EntryJson.mapper()
                .readTree(run.out())
                .at("/decidedAgain/refusals")
                .intValue();
    }

    /** A release that is deployed dark to {@code qa}, until the flag opens it. */
    private static final class Dark {
        private static final UUID DEPLOYMENT = new UUID(7, 3);

        private final ToldLedger ledger;
        private final ToldRelease told;

        Dark(ToldLedger ledger) {
            this.ledger = ledger;
            this.told = new ToldRelease(ledger, "checkout", "2.5.0")
                    .changes(1)
                    .say(CI, new DeploymentStarted(DEPLOYMENT, "qa", Strategy.FEATURE_FLAGS, null))
                    .say(
                            CI,
                            new RolloutPlanned(
                                    DEPLOYMENT, List.of(), null, null, Set.of("pay-later"), null, Baseline.UNKNOWN));
        }

        UUID releaseId() {
            return UUID.fromString(told.stream().substring("release/".length()));
        }

        /** From now on for a quarter of a minute this share of requests fails. */
        void reported(String errorRate) {
            Deployment deployment =
                    Objects.requireNonNull(told.release().deployments().get(DEPLOYMENT));
            Baseline baseline = Health.baseline(deployment, PolicyBook.defaultPolicy());
            Instant from = ledger.as(CI).decidedAt();
            HealthReport report = new HealthReport(
                    UUID.nameUUIDFromBytes(errorRate.getBytes(UTF_8)),
                    from,
                    from.plusSeconds(15),
                    "prometheus",
                    100,
                    new BigDecimal(errorRate),
                    null,
                    null,
                    null,
                    null);
            ledger.pass(Duration.ofMinutes(1));
            told.say(
                    CI,
                    new HealthReported(
                            DEPLOYMENT,
                            Health.verdict(deployment.health(), List.of(report), baseline, PolicyBook.defaultPolicy()),
                            baseline,
                            List.of(report)));
        }
    }
}
