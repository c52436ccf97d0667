package dev.releaseledger.command.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.outgoing.OutgoingSettings;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of announcements, judged before anything is sent. */
class AnnouncementSettingsTest {
    private static final URI PAGES = URI.create("https://releases.example.com/v1/releases");
    private static final Duration CALL = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private static AnnouncementSettings settings(@Nullable Path templates, URI releases, Duration patience) {
        return new AnnouncementSettings(templates, releases, patience);
    }

    private static OutgoingSettings calls() {
        return new OutgoingSettings(null, null, null, CALL);
    }

    private List<String> faultsOf(String text) throws IOException {
        Files.writeString(folder.resolve("party.mustache"), text);
        List<String> faults = new ArrayList<>();
        var ignored = Templates.with(folder, faults);
        return faults;
    }

    @Test
    void givenLessPatienceThanACallTakes_theStartIsRefused_namingBoth() {
        assertThat(settings(null, PAGES, Duration.ofSeconds(47)).faults(calls()))
                .singleElement()
                .asString()
                .contains("release-ledger.announcements.patience")
                .contains("release-ledger.outgoing.total-timeout");
        assertThat(settings(null, PAGES, Duration.ofSeconds(48)).faults(calls()))
                .isEmpty();
    }

    @Test
    void givenAnAttempt_aCallIsMadeOnlyWhileItCanBeRecordedInTime() {
        Patience patience = new Patience(Duration.ofMinutes(2), CALL);

        assertThat(patience.lastCall(Instant.EPOCH)).isEqualTo(Instant.EPOCH.plusSeconds(78));
        assertThat(patience.lastWord(Instant.EPOCH)).isEqualTo(Instant.EPOCH.plusSeconds(119));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1/releases", "releases.example.com", "ftp://example.com/releases"})
    void givenPagesThatAreNoAbsoluteUrl_theStartIsRefused(String pages) {
        assertThat(settings(null, URI.create(pages), Duration.ofMinutes(2)).faults(calls()))
                .containsExactly("release-ledger.announcements.releases: not an absolute http or https URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{product}}\n\n{{>other}}",
                "{{product}}\n\ntext{{#breaking}}{{>other}}{{/breaking}}",
                "{{product}}\n\ntext{{^window}}{{>other}}{{/window}}",
                "{{nothing}}"
            })
    void givenATextThatCannotBeFilledInOrSent_theStartIsRefused(String text) throws IOException {
        assertThat(faultsOf(text)).singleElement().asString().startsWith("party.mustache: ");
    }

    @Test
    void givenATextForReleasesWithAWindow_itIsUsed() throws IOException {
        assertThat(faultsOf("{{#window}}{{product}} opens\n\n{{opens}}{{/window}}"))
                .isEmpty();
    }

    @Test
    void givenSeveralFaults_allAreToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("party.mustache"), "{{>other}}");
        AnnouncementSettings settings = settings(folder, URI.create("/releases"), Duration.ofSeconds(1));

        assertThatThrownBy(() -> new AnnouncementConfiguration().announcementTexts(settings, calls()))
                .isInstanceOf(SettingsUnusable.class)
                .hasMessageContaining("patience")
                .hasMessageContaining("releases:")
                .hasMessageContaining("party.mustache");
    }
}
