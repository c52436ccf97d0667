package dev.releaseledger.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.releaseledger.events.contract.Samples.Golden;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The checked-in JSON Schemas are those of the records, and tell good data from bad. */
class SchemaContractTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @BeforeAll
    static void writeThem() {
        if (Contract.isToBeWritten()) {
            Events.all().forEach(type -> Contract.write(pathOf(type), Schemas.textOf(type)));
        }
    }

    static Stream<EventType> types() {
        return Events.all().stream();
    }

    static Stream<Golden> goldens() {
        return Samples.goldens();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theCheckedInSchemaIsTheOneOfTheRecord(EventType type) {
        assertThat(Contract.read(pathOf(type)))
                .as("%s. %s", pathOf(type), Contract.HOW_TO_WRITE)
                .isEqualTo(Schemas.textOf(type));
    }

    @Test
    void thereIsNoSchemaWithoutAnEvent() throws IOException {
        try (Stream<Path> files = Files.walk(Contract.SCHEMAS)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrderElementsOf(
                            types().map(SchemaContractTest::pathOf).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaIsOnTheClassPathUnderItsAddress(EventType type) throws IOException {
        try (var in = EventType.class.getResourceAsStream("/schemas/" + Contract.fileOf(type))) {
            assertThat(in).isNotNull();
            JsonNode schema = EntryJson.mapper().readTree(in);
            assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.path("$id").asString())
                    .isEqualTo(type.schema())
                    .isEqualTo("https://releaseledger.dev/schemas/" + Contract.fileOf(type));
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void theDataOfAGoldenEntryIsValid(Golden golden) {
        assertThat(faults(golden.type(), data(golden))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void dataWithAFieldThatNobodyKnowsIsNot(Golden golden) {
        assertThat(faults(golden.type(), data(golden).put("invented", true))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void dataWithoutARequiredFieldIsNot(Golden golden) {
        for (String field : golden.type().required()) {
            ObjectNode data = data(golden);
            data.remove(field);
            assertThat(faults(golden.type(), data)).as("without %s", field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void dataWithAnythingElseInAFieldIsNot(Golden golden) {
        for (String field : data(golden).propertyNames()) {
            ObjectNode data = data(golden);
            data.putArray(field).addArray();
            assertThat(faults(golden.type(), data))
                    .as("a list of lists as %s", field)
                    .isNotEmpty();
        }
    }

    @Test
    void timesIdsAndNamesOfEnumsAreChecked() {
        assertThat(faultsOf("dev.releaseledger.release.release-rescheduled.v1", """
                        {"window":{"opensAt":"yesterday","closesAt":"2026-03-02T12:00:00Z"},"reason":"x"}"""))
                .hasSize(1);
        assertThat(faultsOf("dev.releaseledger.release.notes-published.v1", """
                        {"date":"March 2, 2026","entries":2,"digest":"x"}"""))
                .hasSize(1);
        assertThat(faultsOf("dev.releaseledger.release.deployment-advanced.v1", """
                        {"deploymentId":"no id","percent":5}"""))
                .hasSize(1);
        assertThat(faultsOf("dev.releaseledger.release.stage-rejected.v1", """
                        {"stage":"QA","returnsTo":"HOLIDAY","reason":"x"}""")).hasSize(1);
    }

    private static List<Error> faultsOf(String type, String data) {
        return faults(Events.named(type).orElseThrow(), (ObjectNode)
                EntryJson.mapper().readTree(data));
    }

    private static List<Error> faults(EventType type, ObjectNode data) {
        Schema schema = REGISTRY.getSchema(EntryJson.mapper().readTree(Contract.read(pathOf(type))));
        return schema.validate(
                data, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static ObjectNode data(Golden golden) {
        return (ObjectNode) EntryJson.mapper().readTree(golden.entry()).path("data");
    }

    private static Path pathOf(EventType type) {
        return Contract.SCHEMAS.resolve(Contract.fileOf(type));
    }
}
