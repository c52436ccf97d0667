package dev.releaseledger.events.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as an entry, and what is not understood. */
class EntryJsonTest {
    private static final String ENTRY = """
            {"specversion":"1.0","id":"0195580a-7c00-7000-8000-0000000000e1","source":"/release-ledger/example",\
            "type":"dev.releaseledger.release.evidence-recorded.v1","subject":"release/0195580a-7c00-7000-8000-000000000001",\
            "time":"2026-03-02T09:30:00Z","datacontenttype":"application/json",\
            "dataschema":"https://releaseledger.dev/schemas/release/evidence-recorded.v1.json",\
            "position":1234,"sequence":7,"decidedat":"2026-03-02T09:29:59Z",\
            "actor":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60","actorroles":"ci,on-call",\
            "occurredat":"2019-05-01T10:00:00Z","correlationid":"c-1","causationid":"c-0","traceparent":"t-1",\
            "data":{"stage":"QA","criterion":"smoke","outcome":"PASSED","source":"x","values":{"tests":12}}}""";

    private static final String WINDOW_MOVED = """
            {"window":{"opensAt":"2026-03-02T08:00:00Z","closesAt":"2026-03-02T12:00:00Z"},"reason":"x"}""";

    private static final String CHANGE = """
            {"changeId":"c","category":"FIX","summary":"s","author":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60","reviewers":[]}""";

    private static final String REFUSED = """
            {"command":"x","subject":"y","subjectSequence":3,"policyVersion":1,\
            "violations":[{"rule":"R","reason":"r"}],"asked":[{"type":"t","data":{"any":[1]}}]}""";

    private static final String ROLLBACK = """
            {"rollbackId":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60","deploymentId":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60",\
            "reason":"LATENCY","kinds":["CODE"],"summary":"s"}""";

    @Test
    void anEntryIsReadAttributeByAttribute() {
        Envelope entry = read(ENTRY);

        assertThat(entry.position()).isEqualTo(1234);
        assertThat(entry.sequence()).isEqualTo(7);
        assertThat(entry.attribution().roles()).containsExactlyInAnyOrder(Role.CI, Role.ON_CALL);
        assertThat(entry.attribution().isBackfill()).isTrue();
        assertThat(entry.causationId()).isEqualTo("c-0");
        assertThat(entry.traceparent()).isEqualTo("t-1");
        assertThat(Events.read(entry)).isInstanceOf(ReleaseEvent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "specversion",
                "id",
                "source",
                "type",
                "subject",
                "time",
                "dataschema",
                "position",
                "sequence",
                "decidedat",
                "actor",
                "actorroles",
                "correlationid",
                "data"
            })
    void givenAMissingAttribute_theBytesAreNotUnderstood(String attribute) {
        assertNotUnderstood(ENTRY.replace("\"" + attribute + "\":", "\"x" + attribute + "\":"), attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"occurredat", "causationid", "traceparent", "datacontenttype"})
    void givenAMissingOptionalAttribute_theEntryIsRead(String attribute) {
        assertThat(read(ENTRY.replace("\"" + attribute + "\":", "\"x" + attribute + "\":")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "specversion",
                "id",
                "source",
                "type",
                "subject",
                "time",
                "dataschema",
                "decidedat",
                "actor",
                "actorroles",
                "occurredat",
                "correlationid",
                "causationid",
                "traceparent"
            })
    void givenANumberForAText_theBytesAreNotUnderstood(String attribute) {
        assertNotUnderstood(
                ENTRY.replaceFirst("\"" + attribute + "\":\"[^\"]*\"", "\"" + attribute + "\":5"), attribute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "position":1234                              | "position":"1234"
                    "position":1234                              | "position":-1
                    "position":1234                              | "position":1.5
                    "position":1234                              | "position":9223372036854775808
                    "position":1234                              | "position":null
                    "sequence":7                                 | "sequence":true
                    "specversion":"1.0"                          | "specversion":"0.3"
                    "time":"2026-03-02T09:30:00Z"                | "time":"yesterday"
                    "time":"2026-03-02T09:30:00Z"                | "time":"2026-02-30T09:30:00Z"
                    "actor":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60" | "actor":"1-1-1-1-1"
                    "actor":"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60" | "actor":"gggggggg-gggg-gggg-gggg-gggggggggggg"
                    "actorroles":"ci,on-call"                    | "actorroles":"ci,root"
                    "actorroles":"ci,on-call"                    | "actorroles":"ci,"
                    "data":{                                     | "data":[{
                    "position":1234                              | "position":1234,"position":1234
                    "position":1234                              | "position":1234,"id":"0195580a-7c00-7000-8000-0000000000e1"
                    "stage":"QA"                                 | "stage":"QA","stage":"QA"
                    """)
    void givenAnAttributeThatIsNone_theBytesAreNotUnderstood(String good, String bad) {
        assertThat(ENTRY).contains(good);
        assertNotUnderstood(ENTRY.replace(good, bad), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "5", "\"entry\"", "[]", "{}", "{", "{\"specversion\":\"1.0\"", "entry", "\u0000"
            })
    void givenNoEntryAtAll_theBytesAreNotUnderstood(String text) {
        assertNotUnderstood(text, "");
    }

    @Test
    void givenSomethingBehindTheEntry_theBytesAreNotUnderstood() {
        assertNotUnderstood(ENTRY + ENTRY, "");
        assertNotUnderstood(ENTRY + "x", "");
    }

    @Test
    void givenBytesThatAreNotUtf8_theyAreNotUnderstood() {
        byte[] entry = ENTRY.getBytes(UTF_8);
        entry[ENTRY.indexOf("smoke")] = (byte) 0xff;

        assertThatExceptionOfType(NotUnderstood.class).isThrownBy(() -> EntryJson.read(entry));
    }

    @Test
    void givenJsonThatIsNestedWithoutEnd_theBytesAreNotUnderstood() {
        assertNotUnderstood(ENTRY.replace("\"values\":{", "\"values\":" + "{\"a\":".repeat(100_000)), "");
    }

    @Test
    void givenAnAttributeThatNobodyKnows_itIsPassedOver() {
        assertThat(read(ENTRY.replace("\"position\":", "\"newattribute\":true,\"position\":")))
                .isEqualTo(read(ENTRY));
    }

    @Test
    void givenATypeThatNobodyKnows_onlyTheEnvelopeIsUnderstood() {
        Envelope entry = read(ENTRY.replace("evidence-recorded.v1\"", "evidence-recorded.v2\""));

        assertThat(entry.position()).isEqualTo(1234);
        assertThatExceptionOfType(NotUnderstood.class)
                .isThrownBy(() -> Events.read(entry))
                .withMessageContaining("evidence-recorded.v2 is not known");
    }

    static Stream<Arguments> otherData() {
        String evidence = ENTRY.substring(ENTRY.indexOf("{\"stage\""), ENTRY.length() - 1);
        String started =
                "{\"deploymentId\":\"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60\",\"environment\":\"e\",\"strategy\":\"CANARY\"}";
        String advanced = "{\"deploymentId\":\"3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60\",\"percent\":5}";
        return Stream.of(
                fault("evidence-recorded", evidence, "\"source\":\"x\",", "", "has no source"),
                fault("evidence-recorded", evidence, "\"source\":\"x\"", "\"source\":null", "has no source"),
                fault("evidence-recorded", evidence, "\"source\":\"x\"", "\"source\":7", "source is not of type TEXT"),
                fault(
                        "evidence-recorded",
                        evidence,
                        "\"source\"",
                        "\"invented\":1,\"source\"",
                        "unknown field invented"),
                fault("evidence-recorded", evidence, "\"QA\"", "\"qa\"", "has not the shape"),
                fault("evidence-recorded", evidence, "\"QA\"", "1", "stage is not of type TEXT"),
                fault("evidence-recorded", evidence, "\"QA\"", "\"\"", "has not the shape"),
                fault("evidence-recorded", evidence, "{\"tests\":12}", "[]", "values is not of type OBJECT"),
                fault("evidence-recorded", evidence, "12}", "\"12\"}", "values.tests is not of type NUMBER"),
                fault("evidence-recorded", evidence, "12}", "null}", "values.tests is not of type NUMBER"),
                fault("evidence-recorded", evidence, "12}", "NaN}", ""),
                fault("deployment-advanced", advanced, ":5}", ":\"5\"}", "percent is not of type WHOLE_NUMBER"),
                fault("deployment-advanced", advanced, ":5}", ":5.5}", "percent is not of type WHOLE_NUMBER"),
                fault("deployment-advanced", advanced, ":5}", ":5000000000}", "has not the shape"),
                fault("deployment-advanced", advanced, ":5}", ":true}", "percent is not of type WHOLE_NUMBER"),
                fault("deployment-advanced", advanced, "3b1f8a52", "3b1f", "deploymentId is not of type UUID"),
                fault("deployment-advanced", advanced, "3b1f8a52", "3b1g8a52", "has not the shape"),
                fault("deployment-started", started, "}", ",\"artefact\":{\"digest\":\"d\"}}", "artefact has no name"),
                fault("deployment-started", started, "}", ",\"artefact\":{\"name\":\"n\",\"x\":1}}", "unknown field x"),
                fault("deployment-started", started, "}", ",\"artefact\":\"n\"}", "artefact is not of type OBJECT"),
                fault(
                        "release-rescheduled",
                        WINDOW_MOVED,
                        ",\"closesAt\":\"2026-03-02T12:00:00Z\"",
                        "",
                        "window has no closesAt"),
                fault(
                        "release-rescheduled",
                        WINDOW_MOVED,
                        "\"2026-03-02T12:00:00Z\"",
                        "17",
                        "window.closesAt is not of type TIME"),
                fault(
                        "release-rescheduled",
                        WINDOW_MOVED,
                        "2026-03-02T12:00:00Z",
                        "1772445600",
                        "window.closesAt is not of type TIME"),
                fault("release-rescheduled", WINDOW_MOVED, "2026-03-02T12:00:00Z", "Tomorrow", "window.closesAt"),
                fault("change-added", CHANGE, "[]", "[null]", "reviewers[] is not of type UUID"),
                fault("change-added", CHANGE, "[]", "{}", "reviewers is not of type ARRAY"),
                fault(
                        "rollback-triggered",
                        ROLLBACK,
                        "[\"CODE\"]",
                        "[\"CODE\",\"CODE\"]",
                        "kinds holds something twice"),
                fault("rollback-triggered", ROLLBACK, "[\"CODE\"]", "\"CODE\"", "kinds is not of type ARRAY"),
                Arguments.of(
                        "refusal.command-refused",
                        REFUSED,
                        "{\"rule\":\"R\",\"reason\":\"r\"}",
                        "{\"rule\":\"R\"}",
                        "violations[] has no reason"),
                Arguments.of(
                        "refusal.command-refused",
                        REFUSED,
                        "{\"any\":[1]}",
                        "[]",
                        "asked[].data is not of type OBJECT"));
    }

    private static Arguments fault(String type, String data, String good, String bad, String says) {
        return Arguments.of("release." + type, data, good, bad, says);
    }

    @ParameterizedTest
    @MethodSource("otherData")
    void givenDataOfAnotherShape_itIsNotUnderstood(String type, String data, String good, String bad, String says) {
        assertThat(Events.read(of(type, data))).isNotNull();
        assertThat(data).contains(good);
        assertThatExceptionOfType(NotUnderstood.class)
                .isThrownBy(() -> Events.read(of(type, data.replace(good, bad))))
                .withMessageContaining(says.isEmpty() ? "not" : says);
    }

    @Test
    void givenNothingForAnOptionalField_itIsAbsent() {
        Envelope entry =
                of("release.stage-approved", "{\"stage\":\"QA\",\"contentDigest\":\"sha256:00\",\"comment\":null}");

        assertThat(Events.read(entry)).isEqualTo(new StageApproved(Stage.QA, "sha256:00", null));
    }

    @Test
    void everyTypesNameIsWellFormed_andUnique() {
        List<EventType> all = List.copyOf(Events.all());

        assertThat(all)
                .extracting(EventType::name)
                .doesNotHaveDuplicates()
                .allMatch(
                        name -> name.matches(
                                "dev\\.releaseledger\\.(release|flag|incident|finding|policy|freeze|environment|refusal|access)\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*"));
        assertThat(all).allMatch(type -> Events.named(type.name()).orElseThrow() == type);
        assertThat(Events.named("release.stage-approved.v1")).isEmpty();
    }

    @Test
    void rolesAreWrittenInTheOrderOfTheTable_whateverTheSetsOrder() {
        assertThat(Attributes.roles(Set.of(Role.ADMIN, Role.CI, Role.QA_LEAD))).isEqualTo("ci,qa-lead,admin");
        assertThat(Attributes.roles(Set.of())).isEmpty();
    }

    private static Envelope of(String type, String data) {
        String typed = ENTRY.replace("release.evidence-recorded.v1\"", type + ".v1\"");
        return read(typed.substring(0, typed.indexOf("\"data\":")) + "\"data\":" + data + "}");
    }

    private static Envelope read(String text) {
        return EntryJson.read(text.getBytes(UTF_8));
    }

    private static void assertNotUnderstood(String text, String says) {
        assertThatExceptionOfType(NotUnderstood.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(says);
    }
}
