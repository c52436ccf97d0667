package dev.releaseledger.events.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseStory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangelogTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    private static NoteEntry entry(NoteSection section, @Nullable String area, String text) {
        return new NoteEntry(section, area, text, null, null, null, null);
    }

    private static Changelog.Part part(
            String version, @Nullable String releasedAt, boolean yanked, NoteEntry... entries) {
        return new Changelog.Part(
                version, releasedAt == null ? null : Instant.parse(releasedAt), yanked, List.of(entries));
    }

    @Test
    void theChangelogKeepsItsForm() {
        Changelog changelog = Changelog.of(List.of(
                part("1.0.0", "2025-01-31T23:30:00Z", false, entry(NoteSection.NEW_FEATURES, null, "Everything")),
                part("1.2.0", null, false, entry(NoteSection.NEW_FEATURES, "Cart", "save for later")),
                part("1.1.1", "2025-03-15T10:00:00Z", true, entry(NoteSection.BUG_FIXES, "Cart", "sums_add_up")),
                part(
                        "1.1.0",
                        "2025-03-01T10:00:00Z",
                        false,
                        entry(NoteSection.BREAKING_CHANGES, "API", "drop version 0"),
                        entry(NoteSection.IMPROVEMENTS, "Cart", "faster"),
                        entry(NoteSection.BUG_FIXES, "Security", "tokens *expire*"),
                        new NoteEntry(
                                NoteSection.BREAKING_CHANGES,
                                "API",
                                "version 1 goes away",
                                LocalDate.of(2025, 9, 1),
                                null,
                                null,
                                null))));

        assertThat(changelog.markdown()).isEqualTo("""
                # Changelog

                All notable changes to this project will be documented in this file.

                The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

                ## [Unreleased]

                ### Added

                - Cart: save for later

                ## [1.1.1] - 2025-03-15 [YANKED]

                ### Fixed

                - Cart: sums_add_up

                ## [1.1.0] - 2025-03-01

                ### Changed

                - Cart: faster

                ### Deprecated

                - API: version 1 goes away (sunset: September 1, 2025)

                ### Removed

                - API: drop version 0

                ### Security

                - Security: tokens \\*expire\\*

                ## [1.0.0] - 2025-01-31

                ### Added

                - Everything
                """);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            NEW_FEATURES,     Cart,     remove items from it, ADDED
            IMPROVEMENTS,     Cart,     faster,               CHANGED
            IMPROVEMENTS,     Cart,     Deprecate vouchers,   DEPRECATED
            BREAKING_CHANGES, Cart,     vouchers are gone,    CHANGED
            BREAKING_CHANGES, Cart,     Removed vouchers,     REMOVED
            BUG_FIXES,        Cart,     Remove a race,        FIXED
            BUG_FIXES,        security, Remove a hole,        SECURITY
            """)
    void fourSectionsBecomeSixKinds(NoteSection section, String area, String text, ChangelogKind kind) {
        assertThat(ChangelogKind.of(entry(section, area, text))).isEqualTo(kind);
    }

    @Test
    void aReleaseIsUnreleasedUntilItIsInProduction_yankedOnceItIsTakenBack_andLeftOutWhenItIsCancelled() {
        assertThat(of(ReleaseStory.planned().release())).satisfies(part -> {
            assertThat(part.releasedAt()).isNull();
            assertThat(part.yanked()).isFalse();
            assertThat(part.entries()).extracting(NoteEntry::line).containsExactly("Checkout: pay later");
        });
        assertThat(of(ReleaseStory.inProduction().release())).satisfies(part -> {
            assertThat(part.releasedAt()).isNotNull();
            assertThat(part.yanked()).isFalse();
        });
        assertThat(of(ReleaseStory.inProduction().rolledBack().release())).satisfies(part -> {
            assertThat(part.releasedAt()).isNotNull();
            assertThat(part.yanked()).isTrue();
        });
        assertThat(Changelog.Part.of(
                        ReleaseStory.planned()
                                .told(Person.ROSA, new ReleaseCancelled("x"))
                                .release(),
                        POLICY))
                .isEmpty();
    }

    private static Changelog.Part of(Release release) {
        return Changelog.Part.of(release, POLICY).orElseThrow();
    }
}
