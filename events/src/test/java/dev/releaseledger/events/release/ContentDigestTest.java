package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an approval is bound to. */
class ContentDigestTest {
    private static final ChangeAdded CHANGE = new ChangeAdded(
            "c-7",
            ChangeCategory.FIX,
            "Cart: sums add up",
            "CART-1",
            Person.DINA.id(),
            "4b825dc",
            Instant.parse("2026-02-27T16:20:05Z"),
            List.of(Person.ROSA.id()));

    private static final EvidenceRecorded EVIDENCE = new EvidenceRecorded(
            Stage.QA,
            "integration-tests",
            Outcome.PASSED,
            "build 7",
            "https://ci.example.com/7",
            ReleaseStory.ARTEFACT,
            Map.of("seconds", new BigDecimal("12.5"), "tests", new BigDecimal("100")));

    @Test
    void itIsTheDigestOfLinesThatAnyoneCanWrite() throws NoSuchAlgorithmException {
        UUID dina = Person.DINA.id();
        UUID rosa = Person.ROSA.id();
        String lines =
                "6:change3:c-13:FIX17:Cart: sums add up6:CART-136:" + dina + "7:4b825dc20:2026-02-27T16:20:05Z36:"
                        + rosa + "\n"
                        + "6:change3:c-27:FEATURE6:é💶-36:" + dina + "--\n"
                        + "8:evidence2:QA17:integration-tests6:PASSED7:build 724:https://ci.example.com/771:"
                        + ReleaseStory.ARTEFACT + "7:seconds4:12.55:tests4:1E+2\n";
        ReleaseStory story = empty().told(
                        Person.DINA,
                        new ChangeAdded("c-2", ChangeCategory.FEATURE, "é💶", null, dina, null, null, List.of()))
                .told(Person.DINA, with("c-1"))
                .told(Person.CI, EVIDENCE);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));

        assertThat(ContentDigest.of(story.release(), Stage.QA))
                .isEqualTo("sha256:" + HexFormat.of().formatHex(digest));
    }

    @Test
    void thatOfTheChangesAloneIsTheDigestOfTheirLines_andEvidenceLeavesItAsItIs() throws NoSuchAlgorithmException {
        String lines = "6:change3:c-13:FIX17:Cart: sums add up6:CART-136:" + Person.DINA.id()
                + "7:4b825dc20:2026-02-27T16:20:05Z36:" + Person.ROSA.id() + "\n";
        ReleaseStory story = empty().told(Person.DINA, with("c-1"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        String expected = "sha256:" + HexFormat.of().formatHex(digest);

        assertThat(ContentDigest.ofChanges(story.release())).isEqualTo(expected);
        story.told(Person.CI, EVIDENCE);
        assertThat(ContentDigest.ofChanges(story.release())).isEqualTo(expected);
        story.told(Person.DINA, with("c-2"));
        assertThat(ContentDigest.ofChanges(story.release())).isNotEqualTo(expected);
        story.told(Person.DINA, new ChangeRemoved("c-2", "x"));
        assertThat(ContentDigest.ofChanges(story.release())).isEqualTo(expected);
    }

    @Test
    void itIsTheSameHoweverOftenItIsAskedFor_andWhateverElseWas() {
        Release release = empty().told(Person.DINA, with("c-1"))
                .told(Person.CI, evidence("unit-tests", Outcome.PASSED))
                .told(Person.CI, EVIDENCE)
                .release();
        List<Supplier<String>> questions = List.of(
                () -> ContentDigest.ofChanges(release),
                () -> ContentDigest.of(release, Stage.DEVELOPMENT),
                () -> ContentDigest.of(release, Stage.QA));

        List<String> answers = questions.stream().map(Supplier::get).toList();

        assertThat(answers).doesNotHaveDuplicates();
        assertThat(questions.reversed().stream().map(Supplier::get)).containsExactlyElementsOf(answers.reversed());
    }

    @Test
    void itDoesNotDependOnTheOrderInWhichThingsWereSaid() {
        ReleaseStory one = empty().told(Person.DINA, with("c-1"))
                .told(Person.DINA, with("c-2"))
                .told(Person.CI, evidence("unit-tests", Outcome.PASSED))
                .told(Person.CI, EVIDENCE);
        ReleaseStory other = empty().told(Person.CI, EVIDENCE)
                .told(Person.RITA, with("c-2"))
                .told(Person.CI, evidence("unit-tests", Outcome.FAILED))
                .told(Person.CI, evidence("unit-tests", Outcome.PASSED))
                .told(Person.DINA, with("c-3"))
                .told(Person.DINA, with("c-1"))
                .told(Person.DINA, new ChangeRemoved("c-3", "x"));

        assertThat(ContentDigest.of(one.release(), Stage.QA)).isEqualTo(ContentDigest.of(other.release(), Stage.QA));
    }

    @Test
    void whateverIsApprovedChangesIt() {
        Set<String> digests = new LinkedHashSet<>();
        List<ChangeAdded> changes = List.of(
                CHANGE,
                new ChangeAdded(
                        "c-8",
                        CHANGE.category(),
                        CHANGE.summary(),
                        CHANGE.reference(),
                        CHANGE.author(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        ChangeCategory.BREAKING,
                        CHANGE.summary(),
                        CHANGE.reference(),
                        CHANGE.author(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        "other",
                        CHANGE.reference(),
                        CHANGE.author(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        CHANGE.summary(),
                        null,
                        CHANGE.author(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        CHANGE.summary(),
                        CHANGE.reference(),
                        Person.PETE.id(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        CHANGE.summary(),
                        CHANGE.reference(),
                        CHANGE.author(),
                        null,
                        CHANGE.mergedAt(),
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        CHANGE.summary(),
                        CHANGE.reference(),
                        CHANGE.author(),
                        CHANGE.commit(),
                        null,
                        CHANGE.reviewers()),
                new ChangeAdded(
                        "c-7",
                        CHANGE.category(),
                        CHANGE.summary(),
                        CHANGE.reference(),
                        CHANGE.author(),
                        CHANGE.commit(),
                        CHANGE.mergedAt(),
                        List.of()));
        changes.forEach(change -> digests.add(of(empty().told(Person.DINA, change))));
        List<EvidenceRecorded> evidence = List.of(
                EVIDENCE,
                new EvidenceRecorded(
                        Stage.QA,
                        "end-to-end-tests",
                        Outcome.PASSED,
                        EVIDENCE.source(),
                        EVIDENCE.link(),
                        EVIDENCE.digest(),
                        EVIDENCE.values()),
                new EvidenceRecorded(
                        Stage.QA,
                        EVIDENCE.criterion(),
                        Outcome.FAILED,
                        EVIDENCE.source(),
                        EVIDENCE.link(),
                        EVIDENCE.digest(),
                        EVIDENCE.values()),
                new EvidenceRecorded(
                        Stage.QA,
                        EVIDENCE.criterion(),
                        Outcome.PASSED,
                        "build 8",
                        EVIDENCE.link(),
                        EVIDENCE.digest(),
                        EVIDENCE.values()),
                new EvidenceRecorded(
                        Stage.QA,
                        EVIDENCE.criterion(),
                        Outcome.PASSED,
                        EVIDENCE.source(),
                        null,
                        EVIDENCE.digest(),
                        EVIDENCE.values()),
                new EvidenceRecorded(
                        Stage.QA,
                        EVIDENCE.criterion(),
                        Outcome.PASSED,
                        EVIDENCE.source(),
                        EVIDENCE.link(),
                        null,
                        EVIDENCE.values()),
                new EvidenceRecorded(
                        Stage.QA,
                        EVIDENCE.criterion(),
                        Outcome.PASSED,
                        EVIDENCE.source(),
                        EVIDENCE.link(),
                        EVIDENCE.digest(),
                        Map.of()));
        evidence.forEach(found -> digests.add(of(empty().told(Person.CI, found))));
        digests.add(of(empty()));

        assertThat(digests).hasSize(changes.size() + evidence.size() + 1);
    }

    @Test
    void evidenceOfLaterStagesIsNotYetApproved() {
        ReleaseStory story = planned();
        String development = ContentDigest.of(story.release(), Stage.DEVELOPMENT);
        String qa = of(story);
        story.told(Person.CI, EVIDENCE);

        assertThat(ContentDigest.of(story.release(), Stage.DEVELOPMENT)).isEqualTo(development);
        assertThat(of(story)).isNotEqualTo(qa);
    }

    @Test
    void theSameNumberWrittenInAnotherWayIsTheSame() {
        EvidenceRecorded other = new EvidenceRecorded(
                EVIDENCE.stage(),
                EVIDENCE.criterion(),
                EVIDENCE.outcome(),
                EVIDENCE.source(),
                EVIDENCE.link(),
                EVIDENCE.digest(),
                Map.of("tests", new BigDecimal("1E+2"), "seconds", new BigDecimal("12.50")));

        assertThat(of(empty().told(Person.CI, other))).isEqualTo(of(empty().told(Person.CI, EVIDENCE)));
    }

    @Property(tries = 500)
    void theSameCharactersPartedInAnotherPlaceAreSomethingElse(
            @ForAll("texts") String text, @ForAll @IntRange(max = 8) int one, @ForAll @IntRange(max = 8) int other) {
        Assume.that(Math.min(one, text.length()) != Math.min(other, text.length()));

        assertThat(of(empty().told(Person.DINA, parted(text, one))))
                .isNotEqualTo(of(empty().told(Person.DINA, parted(text, other))));
    }

    @Test
    void nothingIsSomethingElseThanTheMarkForNothing() {
        Set<String> digests = new LinkedHashSet<>();
        for (String text : Arrays.asList(null, "-", "", "1:-", "0:")) {
            digests.add(of(empty().told(Person.DINA, change("summary", text))));
        }
        assertThat(digests).hasSize(5);
    }

    /** Few characters, of which lines are made themselves, so that texts run into one another where nothing parts them. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("12:-\na").ofMaxLength(8);
    }

    private static ChangeAdded parted(String text, int at) {
        int cut = Math.min(at, text.length());
        return change(text.substring(0, cut), text.substring(cut));
    }

    private static ChangeAdded change(String summary, @Nullable String reference) {
        return new ChangeAdded("c-1", ChangeCategory.FIX, summary, reference, Person.DINA.id(), null, null, List.of());
    }

    private static String of(ReleaseStory story) {
        return ContentDigest.of(story.release(), Stage.QA);
    }

    private static ReleaseStory empty() {
        return ReleaseStory.planned(Person.ROSA, ReleaseStory.plan(ReleaseKind.STANDARD, Strategy.ROLLING, null));
    }

    private static ChangeAdded with(String changeId) {
        return new ChangeAdded(
                changeId,
                CHANGE.category(),
                CHANGE.summary(),
                CHANGE.reference(),
                CHANGE.author(),
                CHANGE.commit(),
                CHANGE.mergedAt(),
                CHANGE.reviewers());
    }
}
