package dev.releaseledger.events.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries are written once, and read as what was written. */
class EntryDraftTest {
    private static final UUID ID = UUID.fromString("0195580a-7c00-7000-8000-0000000000e1");

    private static final UUID ACTOR = UUID.fromString("3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60");

    @Property(tries = 1000)
    void whateverIsSaid_itIsReadAsItWasWritten(
            @ForAll("texts") String summary,
            @ForAll("optionalTexts") @Nullable String reference,
            @ForAll("attributions") Attribution by,
            @ForAll("attributes") String correlation,
            @ForAll("optionalAttributes") @Nullable String causation,
            @ForAll("optionalAttributes") @Nullable String traceparent,
            @ForAll @LongRange(min = 0) long position,
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll("times") Instant time) {
        ChangeAdded event = new ChangeAdded(
                summary, ChangeCategory.FIX, summary, reference, ACTOR, reference, time, List.of(ACTOR, ID));
        EntryDraft draft =
                EntryDraft.of(ID, "/release-ledger/x", "release/" + ID, event, by, correlation, causation, traceparent);
        byte[] bytes = draft.seal(position, sequence, time);
        Envelope entry = EntryJson.read(bytes);

        assertThat(entry)
                .usingRecursiveComparison()
                .ignoringFields("data")
                .isEqualTo(new Envelope(
                        ID,
                        "/release-ledger/x",
                        draft.type(),
                        draft.subject(),
                        time,
                        "https://releaseledger.dev/schemas/release/change-added.v1.json",
                        position,
                        sequence,
                        by,
                        correlation,
                        causation,
                        traceparent,
                        entry.data()));
        assertThat(Events.read(entry)).isEqualTo(event);
        assertThat(bytes).hasSizeLessThanOrEqualTo(draft.maxLength());
        assertThat(EntryDraft.of(
                                entry.id(),
                                entry.source(),
                                entry.subject(),
                                Events.read(entry),
                                entry.attribution(),
                                entry.correlationId(),
                                entry.causationId(),
                                entry.traceparent())
                        .seal(entry.position(), entry.sequence(), entry.time()))
                .isEqualTo(bytes);
    }

    @Property(tries = 500)
    void whateverIsMeasured_itIsReadWithTheSameDigits(@ForAll("measurements") Map<String, BigDecimal> values) {
        EvidenceRecorded event = new EvidenceRecorded(Stage.QA, "speed", Outcome.PASSED, "bench", null, null, values);
        byte[] bytes = draft(event).seal(0, 0, Instant.EPOCH);
        EvidenceRecorded read = (EvidenceRecorded) Events.read(EntryJson.read(bytes));

        assertThat(read).isEqualTo(event);
        assertThat(draft(read).seal(0, 0, Instant.EPOCH)).isEqualTo(bytes);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars('"', '\\', '\u2028', '\u2029', '\u0000', '\u001f', '\u007f', '/', '<', 'é', '割')
                        .ofMaxLength(20),
                Arbitraries.integers()
                        .between(0x10000, 0x10FFFF)
                        .map(Character::toString)
                        .list()
                        .ofMaxSize(5)
                        .map(pairs -> String.join("", pairs)));
    }

    @Provide
    Arbitrary<@Nullable String> optionalTexts() {
        return texts().injectNull(0.3);
    }

    @Provide
    Arbitrary<String> attributes() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .excludeChars('"', '\\')
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<@Nullable String> optionalAttributes() {
        return attributes().injectNull(0.3);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(0, 4_102_444_800L)
                .flatMap(second -> Arbitraries.of(0L, 500_000_000L, 123_000L, 999_999_999L, 1L)
                        .map(nano -> Instant.ofEpochSecond(second, nano)));
    }

    @Provide
    Arbitrary<Attribution> attributions() {
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        Arbitraries.of(Role.class).set(),
                        times(),
                        times().injectNull(0.5))
                .as(Attribution::new);
    }

    @Provide
    Arbitrary<Map<String, BigDecimal>> measurements() {
        return Arbitraries.maps(
                        texts(),
                        Arbitraries.oneOf(
                                Arbitraries.bigDecimals().ofScale(6),
                                Arbitraries.of(
                                                "0",
                                                "0.0",
                                                "-0.00",
                                                "1E+2",
                                                "100",
                                                "87.50",
                                                "1E-20",
                                                "1E+4000",
                                                "123456789012345678901234567890.123456789")
                                        .map(BigDecimal::new)))
                .ofMaxSize(5);
    }

    @Test
    void anEntryIsWrittenInTheOrderOfTheCatalogue() {
        EntryDraft draft = EntryDraft.of(
                ID,
                "/release-ledger/example",
                "release/" + ID,
                new ReleaseCancelled("dropped"),
                new Attribution(ACTOR, Set.of(Role.ADMIN, Role.CI), Instant.parse("2026-03-02T09:29:59Z"), null),
                "c-1",
                null,
                null);

        assertThat(new String(draft.seal(3, 1, Instant.parse("2026-03-02T09:30:00Z")), UTF_8))
                .isEqualTo("""
                        {"specversion":"1.0","id":"0195580a-7c00-7000-8000-0000000000e1","source":"/release-ledger/example",\
                        "type":"dev.releaseledger.release.release-cancelled.v1",\
                        "subject":"release/0195580a-7c00-7000-8000-0000000000e1","time":"2026-03-02T09:30:00Z",\
                        "datacontenttype":"application/json",\
                        "dataschema":"https://releaseledger.dev/schemas/release/release-cancelled.v1.json",\
                        "position":3,"sequence":1,"decidedat":"2026-03-02T09:29:59Z",\
                        "actor":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60","actorroles":"ci,admin","correlationid":"c-1",\
                        "data":{"reason":"dropped"}}""");
    }

    @Test
    void givenAnAttributeThatWouldNeedEscapes_itIsRefused() {
        for (String bad : List.of("a\"b", "a\\b", "a\nb", "é", "\u007f", "\u2028")) {
            Attribution by = new Attribution(ACTOR, Set.of(), Instant.EPOCH, null);
            ReleaseCancelled event = new ReleaseCancelled("x");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryDraft.of(ID, bad, "s", event, by, "c", null, null))
                    .withMessageContaining("source");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryDraft.of(ID, "s", bad, event, by, "c", null, null))
                    .withMessageContaining("subject");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryDraft.of(ID, "s", "s", event, by, bad, null, null))
                    .withMessageContaining("correlationid");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryDraft.of(ID, "s", "s", event, by, "c", bad, null))
                    .withMessageContaining("causationid");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryDraft.of(ID, "s", "s", event, by, "c", null, bad))
                    .withMessageContaining("traceparent");
        }
    }

    @Test
    void anEntryThatCouldBecomeTooLargeIsRefusedBeforeItIsSealed() {
        int room = EntryDraft.MAX_BYTES - draft(new ItemTicked("i", "")).maxLength();
        EntryDraft largest = draft(new ItemTicked("i", "x".repeat(room)));

        assertThat(largest.maxLength()).isEqualTo(EntryDraft.MAX_BYTES);
        assertThat(largest.seal(Long.MAX_VALUE, Long.MAX_VALUE, Instant.MAX)).hasSize(EntryDraft.MAX_BYTES);
        assertThatExceptionOfType(EntryTooLarge.class)
                .isThrownBy(() -> draft(new ItemTicked("i", "x".repeat(room + 1))))
                .satisfies(tooLarge -> assertThat(tooLarge.bytes()).isEqualTo(EntryDraft.MAX_BYTES + 1))
                .withMessageContaining("65535");
    }

    @Test
    void aDraftCanBeSealedAgainElsewhere() {
        EntryDraft draft = draft(new ReleaseCancelled("x"));

        assertThat(EntryJson.read(draft.seal(1, 0, Instant.EPOCH)).position()).isEqualTo(1);
        assertThat(EntryJson.read(draft.seal(20, 3, Instant.EPOCH)).position()).isEqualTo(20);
    }

    @Test
    void anEventOutsideTheCatalogueIsRefused() {
        record Invented() implements Event {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> draft(new Invented()))
                .withMessageContaining("is not in the catalogue");
    }

    private static EntryDraft draft(Event event) {
        return EntryDraft.of(
                ID, "s", "release/x", event, new Attribution(ACTOR, Set.of(), Instant.EPOCH, null), "c", null, null);
    }
}
