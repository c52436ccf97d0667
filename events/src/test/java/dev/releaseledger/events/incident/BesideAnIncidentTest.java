package dev.releaseledger.events.incident;

import static dev.releaseledger.events.incident.IncidentStory.id;
import static dev.releaseledger.events.incident.IncidentStory.opened;
import static dev.releaseledger.events.incident.IncidentStory.opening;
import static dev.releaseledger.events.incident.Severity.SEV2;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.NamedRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may follow in an incident because of what is beside it. */
class BesideAnIncidentTest {
    private static final UUID THIS = id("this");
    private static final IncidentLink RELEASE = IncidentLink.toRelease(id("release"));
    private static final IncidentLink ROLLBACK =
            IncidentLink.toRollback(id("release"), id("deployment"), id("rollback"));

    @Nested
    class ForLinksAreInTheLedger {
        @Test
        void givenAReleaseThatIsNotThere_itIsNeitherLinkedNorPlannedToComeAgain() {
            IncidentSituation without = situation(Set.of(RELEASE), null);
            refuses(without, new IncidentLinked(RELEASE), LinksAreInTheLedger.class, UNPROCESSABLE, "no release");
            refuses(
                    without,
                    new ReReleasePlanned(RELEASE.releaseId(), "p"),
                    LinksAreInTheLedger.class,
                    UNPROCESSABLE,
                    "no release");
        }

        @Test
        void givenARollbackThatIsNotThere_nothingIsOpenedOverIt() {
            refuses(
                    situation(Set.of(ROLLBACK), null),
                    opening(SEV2, ROLLBACK),
                    LinksAreInTheLedger.class,
                    UNPROCESSABLE,
                    "no rollback " + ROLLBACK.rollbackId());
        }

        @Test
        void givenOneThatIsThere_itIsLinked() {
            lets(situation(Set.of(ROLLBACK), null), new IncidentLinked(RELEASE), LinksAreInTheLedger.class);
        }
    }

    @Nested
    class ForLinkIsOfNoOtherIncident {
        private final HeldClaim held = new HeldClaim("incident-rollback:" + ROLLBACK.rollbackId(), "incident/x", 3);

        @Test
        void givenARollbackThatHasAnIncident_anotherIsNotLinkedToIt() {
            refuses(
                    situation(Set.of(), held),
                    new IncidentLinked(ROLLBACK),
                    LinkIsOfNoOtherIncident.class,
                    CONFLICT,
                    "incident/x");
        }

        @Test
        void givenSomethingElse_itIsLinked() {
            lets(situation(Set.of(), held), new IncidentLinked(RELEASE), LinkIsOfNoOtherIncident.class);
        }
    }

    @Nested
    class ForBackfillIsOfThePast {
        @Test
        void givenAClaimedTimeAhead_itIsRefused() {
            Instant now = Instant.parse("2026-03-02T10:00:00Z");
            assertThat(judge(
                            situation(Set.of(), null),
                            new IncidentLinked(RELEASE),
                            new Attribution(THIS, Person.IMPORTER.roles(), now, now.plusSeconds(1)),
                            BackfillIsOfThePast.class))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).contains("in the future"));
        }

        @Test
        void givenWhatHappensNow_itFollows() {
            lets(situation(Set.of(), null), new IncidentLinked(RELEASE), BackfillIsOfThePast.class);
        }
    }

    @Test
    void givenItself_anIncidentIsNotMergedIntoIt() {
        refuses(
                situation(Set.of(), null),
                new IncidentMerged(THIS, "x"),
                IncidentIsNotMergedIntoItself.class,
                UNPROCESSABLE,
                "into itself");
    }

    private static IncidentSituation situation(
            Set<IncidentLink> nowhere, @org.jspecify.annotations.Nullable HeldClaim held) {
        return new IncidentSituation(
                opened(SEV2).incident(),
                PolicyBook.defaultPolicy().incidents(),
                1,
                new IncidentSituation.Around(THIS, nowhere, held));
    }

    private static void refuses(
            IncidentSituation situation,
            IncidentEvent event,
            Class<? extends NamedRule> rule,
            Violation.Kind kind,
            String reason) {
        assertThat(judge(situation, event, opened(SEV2).as(Person.OLE), rule))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.reason()).contains(reason);
                });
    }

    private static void lets(IncidentSituation situation, IncidentEvent event, Class<? extends NamedRule> rule) {
        assertThat(judge(situation, event, opened(SEV2).as(Person.OLE), rule)).isEmpty();
    }

    private static List<Violation> judge(
            IncidentSituation situation, IncidentEvent event, Attribution by, Class<? extends NamedRule> rule) {
        return IncidentRules.judge(situation, event, by).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .toList();
    }
}
