package dev.releaseledger.query.release.notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Notes and changelogs, by the whole service on real servers. */
class NotesQueriesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID PUBLISHED = UUID.fromString("00000000-0000-7000-8000-0000000000f1");
    private static final UUID DRAFT = UUID.fromString("00000000-0000-7000-8000-0000000000f2");
    private static final UUID FALSIFIED = UUID.fromString("00000000-0000-7000-8000-0000000000f3");
    private static final UUID CANCELLED = UUID.fromString("00000000-0000-7000-8000-0000000000f4");
    private static final UUID UNRULED = UUID.fromString("00000000-0000-7000-8000-0000000000f5");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final String MARKDOWN = """
            # Version 1.0.0 - January 1, 2026

            ## ⚠️ Breaking Changes

            - Cart: \\<script>alert(1)\\</script> is `gone` (sunset: June 30, 2026)
            """;

    private static RunningQueryService service;
    private static long beforeTheEdit;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        say(PUBLISHED, planned("1.0.0"), Role.RELEASE_MANAGER);
        beforeTheEdit = say(PUBLISHED, change("feat(Cart): save for later"), Role.CI);
        say(
                PUBLISHED,
                new NoteEdited(
                        "c-1",
                        NoteSection.BREAKING_CHANGES,
                        null,
                        "<script>alert(1)</script> is `gone`",
                        LocalDate.of(2026, 6, 30)),
                Role.RELEASE_MANAGER);
        say(PUBLISHED, new DeploymentStarted(UUID.randomUUID(), "production", Strategy.BIG_BANG, null), Role.CI);
        say(PUBLISHED, new NotesPublished(DAY, 1, digest(MARKDOWN)), Role.RELEASE_MANAGER);
        say(DRAFT, planned("1.1.0"), Role.RELEASE_MANAGER);
        say(DRAFT, change("fix: sums add up"), Role.CI);
        say(FALSIFIED, planned("0.9.0"), Role.RELEASE_MANAGER);
        say(FALSIFIED, change("fix: sums add up"), Role.CI);
        say(FALSIFIED, new NotesPublished(DAY, 1, digest("something else")), Role.RELEASE_MANAGER);
        say(CANCELLED, planned("0.8.0"), Role.RELEASE_MANAGER);
        say(CANCELLED, change("feat: never mind"), Role.CI);
        say(CANCELLED, new ReleaseCancelled("Dropped"), Role.RELEASE_MANAGER);
        say(UNRULED, planned("unruled", "1.0.0", 7), Role.RELEASE_MANAGER);
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static long say(UUID release, Event event, Role role) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        return LEDGER.say(ReleaseStream.name(release), event, LEDGER.live(role));
    }

    private static ReleasePlanned planned(String version) {
        return planned("shop", version, 1);
    }

    private static ReleasePlanned planned(String product, String version, int policyVersion) {
        return new ReleasePlanned(
                product,
                version,
                "The shop",
                ReleaseKind.STANDARD,
                Strategy.BIG_BANG,
                null,
                TestLedger.PLANNER,
                null,
                null,
                policyVersion);
    }

    private static ChangeAdded change(String summary) {
        ChangeCategory category = summary.startsWith("fix") ? ChangeCategory.FIX : ChangeCategory.FEATURE;
        return new ChangeAdded("c-1", category, summary, "#12", TestLedger.PLANNER, null, null, List.of());
    }

    private static String digest(String markdown) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(markdown.getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String notes(UUID id) {
        return "/v1/releases/" + id + "/notes";
    }

    @Test
    void publishedNotesAreAnsweredAsTheMarkdownThatTheirDigestIsOf() {
        Answer answer = service.getAs("text/markdown", notes(PUBLISHED), "developer@shop");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(answer.text()).isEqualTo(MARKDOWN);
        assertThat(answer.header("Notes-Standing")).isEqualTo("published");
        assertThat(answer.header("Notes-Digest")).isEqualTo(digest(MARKDOWN));
        assertThat(answer.header("Notes-Recorded-Digest")).isEqualTo(digest(MARKDOWN));
        assertThat(answer.header("Notes-Digest-Matches")).isEqualTo("true");
    }

    @Test
    void asJsonTheyTellWhoPublishedThem_andEveryEntry() {
        JsonNode notes = service.get(notes(PUBLISHED), "auditor").json();

        assertThat(notes.get("standing").asString()).isEqualTo("PUBLISHED");
        assertThat(notes.get("title").asString()).isEqualTo("Version 1.0.0 - January 1, 2026");
        assertThat(notes.get("date").asString()).isEqualTo("2026-01-01");
        assertThat(notes.get("published").get("by").asString()).isEqualTo(TestLedger.PLANNER.toString());
        assertThat(notes.get("published").get("matches").booleanValue()).isTrue();
        assertThat(notes.get("incomplete").booleanValue()).isFalse();
        assertThat(notes.get("sections")).hasSize(1);
        JsonNode entry = notes.get("sections").get(0).get("entries").get(0);
        assertThat(entry.get("area").asString()).isEqualTo("Cart");
        assertThat(entry.get("text").asString()).isEqualTo("<script>alert(1)</script> is `gone`");
        assertThat(entry.get("sunset").asString()).isEqualTo("2026-06-30");
        assertThat(entry.get("reference").asString()).isEqualTo("#12");
    }

    @Test
    void asHtmlTheyHoldNoMarkupThatSomebodyWrote() {
        Answer answer = service.getAs("text/html", notes(PUBLISHED), "auditor");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
        assertThat(answer.text())
                .contains("<h1>Version 1.0.0 - January 1, 2026</h1>")
                .contains(
                        "<li>Cart: &lt;script&gt;alert(1)&lt;/script&gt; is <code>gone</code> (sunset: June 30, 2026)</li>")
                .contains("Published 2026-01-01T00:0")
                .doesNotContain("<script");
    }

    @Test
    void asOfAPositionTheNotesAreTheDraftOfThen() {
        Answer answer = service.getAs("text/markdown", notes(PUBLISHED) + "?asOf=" + beforeTheEdit, "auditor");

        assertThat(answer.text()).isEqualTo("""
                # Version 1.0.0 - Unreleased

                ## ✨ New Features

                - Cart: save for later
                """);
        assertThat(answer.header("Notes-Standing")).isEqualTo("draft");
        assertThat(answer.header("Notes-Recorded-Digest")).isEmpty();
    }

    @Test
    void aDigestThatIsNotThatOfTheNotesShows() {
        JsonNode notes = service.get(notes(FALSIFIED), "auditor").json();

        assertThat(notes.get("published").get("matches").booleanValue()).isFalse();
        assertThat(notes.get("published").get("digest").asString()).isEqualTo(digest("something else"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                 | application/json
            text/*                                              | text/markdown;charset=UTF-8
            text/html,application/xhtml+xml,*/*;q=0.8           | text/html;charset=UTF-8
            application/json;q=0.5, text/markdown               | text/markdown;charset=UTF-8
            text/markdown;q=0, text/*                           | text/html;charset=UTF-8
            """)
    void theAcceptHeaderDecides(String accept, String type) {
        assertThat(service.getAs(accept, notes(DRAFT), "auditor").header("Content-Type"))
                .isEqualTo(type);
    }

    @Test
    void whatIsNotOfferedIsNotAcceptable_andOtherProductsAreNotReadable() {
        assertThat(service.getAs("application/pdf", notes(DRAFT), "auditor").status())
                .isEqualTo(406);
        assertThat(service.get(notes(DRAFT), "developer@other").status()).isEqualTo(403);
        assertThat(service.get(notes(UUID.randomUUID()), "auditor").status()).isEqualTo(404);
        assertThat(service.get(notes(DRAFT) + "?asof=1", "auditor").faultyFields())
                .containsExactly("asof");
    }

    @Test
    void theChangelogTellsOfEveryRelease_butNotOfWhatWasCancelled() {
        Answer markdown = service.getAs("text/markdown", "/v1/products/shop/changelog", "developer@shop");

        assertThat(markdown.status()).isEqualTo(200);
        assertThat(markdown.text()).endsWith("""
                ## [Unreleased]

                ### Fixed

                - sums add up
                - sums add up

                ## [1.0.0] - 2026-01-01

                ### Deprecated

                - Cart: \\<script>alert(1)\\</script> is `gone` (sunset: June 30, 2026)
                """);
        JsonNode json = service.get("/v1/products/shop/changelog", "auditor").json();
        assertThat(json.get("whole").booleanValue()).isTrue();
        assertThat(json.get("versions")).hasSize(1);
        assertThat(json.get("versions").get(0).get("date").asString()).isEqualTo("2026-01-01");
        assertThat(json.get("unreleased").get(0).get("entries")).hasSize(2);
    }

    @Test
    void givenAPolicyThatIsNotThere_theChangelogSaysThatItIsIncomplete_alsoAsMarkdown() {
        Answer known = service.getAs("text/markdown", "/v1/products/shop/changelog", "auditor");
        Answer markdown = service.getAs("text/markdown", "/v1/products/unruled/changelog", "auditor");
        Answer json = service.get("/v1/products/unruled/changelog", "auditor");

        assertThat(known.header("Changelog-Incomplete")).isEqualTo("false");
        assertThat(known.header("Changelog-Whole")).isEqualTo("true");
        assertThat(markdown.header("Changelog-Incomplete")).isEqualTo("true");
        assertThat(markdown.header("Changelog-Whole")).isEqualTo("true");
        assertThat(json.json().get("incomplete").booleanValue()).isTrue();
    }

    @Test
    void theChangelogOfAnotherProductIsForbidden_andOneOfNoneIsNotFound() {
        assertThat(service.get("/v1/products/shop/changelog", "developer@other").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/products/nothing/changelog", "auditor").status())
                .isEqualTo(404);
    }
}
