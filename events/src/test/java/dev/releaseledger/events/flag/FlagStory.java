package dev.releaseledger.events.flag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A flag over time. What is told was accepted by every rule; what is asked about is only judged. */
final class FlagStory {
    static final Instant DEFINED = Instant.parse("2026-03-02T09:00:00Z");
    static final LocalDate END = LocalDate.of(2026, 6, 30);

    private ReleasePolicy policy = PolicyBook.defaultPolicy();
    private FlagState state = FlagState.undefined();
    private Instant now = DEFINED;
    private @Nullable HeldClaim held;
    private Set<UUID> nowhere = Set.of();
    private @Nullable ReleaseStory release;

    private FlagStory() {}

    /** Nothing is said yet; the default policy holds. */
    static FlagStory untold() {
        return new FlagStory();
    }

    /** Defined by a release manager. */
    static FlagStory defined(FlagType type) {
        return untold().told(Person.ROSA, definition(type));
    }

    /** A release flag that went through the phases, so that it is in the gradual one since a day before. */
    static FlagStory gradual() {
        return defined(FlagType.RELEASE)
                .told(Person.ROSA, new RolloutAdvanced("internal", 500, null))
                .after(Duration.ofDays(2))
                .told(Person.ROSA, new RolloutAdvanced("beta", 2_000, null))
                .after(Duration.ofDays(7))
                .told(Person.ROSA, new RolloutAdvanced("gradual", 2_500, null))
                .after(Duration.ofDays(1));
    }

    /** A flag of another type, open to this many. */
    static FlagStory open(FlagType type, int basisPoints) {
        return defined(type).told(Person.ROSA, new RolloutAdvanced(null, basisPoints, null));
    }

    /** A definition of a flag that is on or off. */
    static FlagDefined definition(FlagType type) {
        return definition("pay-later", type, FlagValueType.BOOLEAN, variants(), "off", type.isTemporary() ? END : null);
    }

    static List<FlagVariant> variants() {
        return List.of(variant("on", "true"), variant("off", "false"));
    }

    static FlagDefined definition(
            String key,
            FlagType type,
            FlagValueType valueType,
            List<FlagVariant> variants,
            String off,
            @Nullable LocalDate ends) {
        return new FlagDefined(
                key,
                "checkout",
                type,
                "pay later",
                Person.DINA.id(),
                valueType,
                variants,
                "on",
                off,
                "2f0d9c1b",
                ends,
                1,
                null);
    }

    static FlagVariant variant(String name, String value) {
        return new FlagVariant(name, json(value));
    }

    static JsonNode json(String text) {
        return EntryJson.mapper().readTree(text);
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    FlagStory then(Instant time) {
        now = time;
        return this;
    }

    FlagStory after(Duration time) {
        now = now.plus(time);
        return this;
    }

    FlagStory whereAnotherHolds(String claim) {
        held = new HeldClaim(claim, FlagEvent.stream(id("another")), 0);
        return this;
    }

    FlagStory whereTheLedgerHasNot(UUID id) {
        nowhere = Set.of(id);
        return this;
    }

    /** Beside it this release goes on. */
    FlagStory beside(ReleaseStory story) {
        release = story;
        return this;
    }

    /** From here on this policy tells. */
    FlagStory under(ReleasePolicy other) {
        policy = other;
        return this;
    }

    FlagStory told(Person by, FlagEvent event) {
        assertThat(FlagRules.judge(situation(event), event, as(by))).isEmpty();
        state = state.evolve(event, as(by));
        return this;
    }

    FlagStory refuses(
            Person by, FlagEvent event, Class<? extends StreamRule<?, ?>> rule, Violation.Kind kind, String reason) {
        assertThat(violationOf(rule, event, as(by))).hasValueSatisfying(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.reason()).contains(reason);
        });
        return this;
    }

    FlagStory lets(Person by, FlagEvent event, Class<? extends StreamRule<?, ?>> rule) {
        assertThat(violationOf(rule, event, as(by))).isEmpty();
        return this;
    }

    Optional<Violation> violationOf(Class<? extends StreamRule<?, ?>> rule, FlagEvent event, Attribution by) {
        return FlagRules.judge(situation(event), event, by).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .findFirst();
    }

    private FlagSituation situation(FlagEvent event) {
        return new FlagSituation(
                state,
                policy.flagPhases(),
                held,
                nowhere,
                release == null ? List.of() : OpenedDeployment.by(event, state, beside(release, policy)));
    }

    private static OpenedDeployment.Beside beside(ReleaseStory story, ReleasePolicy policy) {
        return new OpenedDeployment.Beside() {
            @Override
            public ReleaseState release(UUID releaseId) {
                return releaseId.equals(ReleaseStory.RELEASE) ? story.release() : ReleaseState.unplanned();
            }

            @Override
            public EnvironmentState environment(String product, String environment) {
                return story.there(environment);
            }

            @Override
            public ReleasePolicy policyOf(Release pinning) {
                return policy;
            }
        };
    }

    Flag flag() {
        return (Flag) state;
    }

    Attribution as(Person by) {
        return new Attribution(by.id(), by.roles(), now, null);
    }
}
