package dev.releaseledger.events.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.contract.Samples.Golden;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden entries are written once and must load for ever, whatever becomes of the records. */
class GoldenContractTest {
    @BeforeAll
    static void writeWhatIsNew() {
        if (Contract.isToBeWritten()) {
            Samples.goldens()
                    .filter(golden -> !Files.exists(pathOf(golden)))
                    .forEach(golden -> Contract.write(pathOf(golden), golden.entry()));
        }
    }

    static Stream<Golden> goldens() {
        return Samples.goldens();
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Contract.GOLDEN)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    @Test
    void everyTypeHasAGoldenEntry_andEveryTypeThatCanHoldLessHasOneThatDoes() {
        assertThat(Samples.full().stream().map(Events::typeOf))
                .as("events with all that they can hold")
                .containsExactlyElementsOf(Events.all());
        assertThat(Samples.least().stream().map(Events::typeOf))
                .as("events with no more than they must")
                .containsAll(Events.all().stream()
                        .filter(type -> type.record().getRecordComponents().length
                                > type.required().size())
                        .toList());
    }

    @Test
    void everyGoldenFileIsOneOfASample() throws IOException {
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(
                        Samples.goldens().map(GoldenContractTest::pathOf).toList());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenEntryIsWhatIsWrittenToday(Golden golden) {
        assertThat(Contract.read(pathOf(golden)))
                .as("%s. %s", pathOf(golden), Contract.HOW_TO_WRITE)
                .isEqualTo(new String(golden.entry(), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aGoldenEntryLoads_andWrittenAgainItIsTheSameBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);

        Envelope entry = EntryJson.read(bytes);
        EntryDraft again = EntryDraft.of(
                entry.id(),
                entry.source(),
                entry.subject(),
                Events.read(entry),
                entry.attribution(),
                entry.correlationId(),
                entry.causationId(),
                entry.traceparent());

        assertThat(new String(again.seal(entry.position(), entry.sequence(), entry.time()), UTF_8))
                .isEqualTo(new String(bytes, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenEntryIsReadAsTheSample(Golden golden) throws IOException {
        Envelope entry = EntryJson.read(Files.readAllBytes(pathOf(golden)));
        EventType type = golden.type();

        assertThat(Events.read(entry)).isEqualTo(golden.event());
        assertThat(entry.type()).isEqualTo(type.name());
        assertThat(entry.dataschema()).isEqualTo(type.schema());
        assertThat(entry.data().propertyNames())
                .containsAll(type.required())
                .allSatisfy(name -> assertThat(type.record().getRecordComponents())
                        .extracting(component -> component.getName())
                        .contains(name));
    }

    private static Path pathOf(Golden golden) {
        return Contract.GOLDEN.resolve(golden.file());
    }
}
