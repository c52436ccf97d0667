package dev.releaseledger.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.release.VoidingCause;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogue says what the code does: every event and every field, and none that is not there. */
class CatalogContractTest {
    @BeforeAll
    static void writeIt() {
        if (Contract.isToBeWritten()) {
            Contract.write(Contract.CATALOG, byHand() + Catalog.BEGIN + Catalog.events());
        }
    }

    @Test
    void theCatalogueListsTheEventsOfTheRecords() {
        assertThat(catalogue())
                .as("%s. %s", Contract.CATALOG, Contract.HOW_TO_WRITE)
                .isEqualTo(byHand() + Catalog.BEGIN + Catalog.events());
    }

    @Test
    void everyTypeAndEveryFieldIsThere_andNoneIsInvented() {
        assertThat(matches("(?m)^`(dev\\.releaseledger\\.[a-z.-]+\\.v\\d+)` · "))
                .containsExactlyElementsOf(
                        Events.all().stream().map(EventType::name).toList());
        for (EventType type : Events.all()) {
            String section = catalogue().substring(catalogue().indexOf("\n`" + type.name() + "` · "));
            section = section.substring(0, section.indexOf("```json"));
            assertThat(matches(section, "(?m)^\\| `(\\w+)` \\|"))
                    .as(type.name())
                    .containsExactlyElementsOf(Arrays.stream(type.record().getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        }
    }

    @Test
    void theAttributesAreThoseOfTheFullestEntry() {
        byte[] entry = Samples.goldens().findFirst().orElseThrow().entry();

        assertThat(matches(byHand(), "(?m)^\\| `(\\w+)` \\| (?:required|optional) \\|"))
                .containsExactlyElementsOf(EntryJson.mapper().readTree(entry).propertyNames());
        assertThat(byHand()).contains("| `specversion` | required | always `1.0` |");
    }

    @Test
    void theOptionalAttributesAreThoseThatTheLeastEntryLeavesOut() {
        byte[] least = Samples.goldens()
                .filter(golden -> golden.file().endsWith(".least.json"))
                .findFirst()
                .orElseThrow()
                .entry();

        assertThat(matches(byHand(), "(?m)^\\| `(\\w+)` \\| required \\|"))
                .containsExactlyElementsOf(EntryJson.mapper().readTree(least).propertyNames());
    }

    @Test
    void everyCauseThatVoidsAnApprovalIsExplained() {
        assertThat(matches(byHand(), "(?m)^\\| `([A-Z_]+)` \\|"))
                .containsExactlyElementsOf(
                        Stream.of(VoidingCause.values()).map(Enum::name).toList());
    }

    @Test
    void theEventsThatTheProseSpeaksOfExist() {
        TreeSet<String> known = new TreeSet<>();
        Events.all().forEach(type -> known.add(type.name().replaceFirst("^dev\\.releaseledger\\.\\w+\\.", "")));

        assertThat(matches(byHand(), "`([a-z-]+\\.v\\d+)`")).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void theLinksLeadSomewhere() {
        assertThat(matches("\\]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).matches(Files::exists));
    }

    private static List<String> matches(String pattern) {
        return matches(catalogue(), pattern);
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String byHand() {
        String text = catalogue();
        int generated = text.indexOf(Catalog.BEGIN);
        return generated < 0 ? text : text.substring(0, generated);
    }

    private static String catalogue() {
        return Contract.read(Contract.CATALOG);
    }
}
