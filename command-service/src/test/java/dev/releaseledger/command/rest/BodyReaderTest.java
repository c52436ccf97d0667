package dev.releaseledger.command.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.release.Stage;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BodyReaderTest {
    private final BodyReader reader =
            new BodyReader(Validation.buildDefaultValidatorFactory().getValidator());

    record Part(
            @Line String name,
            @Max(value = 9, message = "at most 9") int count) {}

    record Whole(
            UUID id,
            Stage stage,
            @Nullable Instant at,
            @Nullable @Text String text,
            @Nullable List<Part> parts,
            @Nullable List<@Line String> names,
            @Nullable Map<String, BigDecimal> values) {}

    @Test
    void aWholeBodyIsRead() {
        Whole whole = read("""
                {"id":"6f1b0c39-3d1f-4a40-9b0e-111111111111","stage":"QA","at":"2026-03-15T10:00:00+02:00",
                 "text":"two\\nlines","parts":[{"name":"ü","count":3}],"names":["Ada"],"values":{"coverage":81.25}}""");

        assertThat(whole)
                .isEqualTo(new Whole(
                        UUID.fromString("6f1b0c39-3d1f-4a40-9b0e-111111111111"),
                        Stage.QA,
                        Instant.parse("2026-03-15T08:00:00Z"),
                        "two\nlines",
                        List.of(new Part("ü", 3)),
                        List.of("Ada"),
                        Map.of("coverage", new BigDecimal("81.25"))));
    }

    @Test
    void givenATimeThatNoCalendarHereReaches_itIsAFault() {
        assertThat(faults("{\"at\":\"+300000-01-01T00:00:00Z\"}"))
                .contains(new Fault(
                        "at",
                        "is \"+300000-01-01T00:00:00Z\"",
                        "a time as in RFC 3339 in the years 1 to 9999, e.g. 2026-03-15T10:00:00Z"));
        assertThat(faults("{\"at\":\"9999-12-31T23:00:00-02:00\"}"))
                .extracting(Fault::field)
                .contains("at");
    }

    @Test
    void givenManyFaults_allAreNamedAtOnceWithWhatWouldBeRight() {
        assertThat(faults("""
                {"stage":"LUNCH","at":"yesterday","text":7,"colour":"red",
                 "parts":[{"name":" ","count":10},{"name":"x","count":"two","more":1}],"values":{"a b":1,"c":"1"}}"""))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "colour",
                        "id",
                        "stage",
                        "at",
                        "text",
                        "parts[0].name",
                        "parts[0].count",
                        "parts[1].count",
                        "parts[1].more",
                        "values.a b",
                        "values.c");
    }

    @Test
    void givenAnUnknownEnumValue_theKnownOnesAreNamed() {
        assertThat(faults("{\"id\":\"6f1b0c39-3d1f-4a40-9b0e-111111111111\",\"stage\":\"qa\"}"))
                .containsExactly(
                        new Fault("stage", "is \"qa\"", "one of DEVELOPMENT, QA, STAGING, PRODUCTION, POST_RELEASE"));
    }

    @Test
    void givenControlCharacters_theTextIsRefused() {
        assertThat(faults("{\"id\":\"6f1b0c39-3d1f-4a40-9b0e-111111111111\",\"stage\":\"QA\",\"text\":\"a\\u0000b\"}"))
                .extracting(Fault::field)
                .containsExactly("text");
    }

    @Test
    void givenAListWithOneThatIsNotAsItShouldBe_theListIsRefused() {
        assertThat(faults(
                        "{\"id\":\"6f1b0c39-3d1f-4a40-9b0e-111111111111\",\"stage\":\"QA\",\"names\":[\"Ada\",\" \"]}"))
                .extracting(Fault::field)
                .containsExactly("names");
    }

    @Test
    void givenAFieldTwice_theBodyIsRefused() {
        assertThat(faults("{\"stage\":\"QA\",\"stage\":\"QA\"}"))
                .extracting(Fault::field)
                .containsExactly("(body)");
    }

    @Test
    void givenAThousandLevels_theBodyIsRefused() {
        assertThat(faults("[".repeat(1_000) + "]".repeat(1_000)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.fault()).contains("too deep"));
    }

    @Test
    void givenNoJson_theBodyIsRefusedAndSaysWhere() {
        assertThat(faults("{\"id\":"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.fault()).contains("line 1"));
    }

    @Test
    void givenSomethingElseThanAnObject_theBodyIsRefused() {
        assertThat(faults("[]")).containsExactly(new Fault("(body)", "is an array", "a JSON object"));
        assertThat(faults("null")).containsExactly(new Fault("(body)", "is null", "a JSON object"));
    }

    @Test
    void givenSomethingBehindTheObject_theBodyIsRefused() {
        assertThat(faults("{\"id\":\"6f1b0c39-3d1f-4a40-9b0e-111111111111\",\"stage\":\"QA\"} {}"))
                .extracting(Fault::field)
                .containsExactly("(body)");
    }

    record Of(String name, JsonNode value) {}

    @Test
    void whatMayBeAnyJson_isReadAsItIs() {
        Of read = reader.read("{\"name\":\"n\",\"value\":{\"a\":[1.50,null,true]}}".getBytes(UTF_8), Of.class);

        assertThat(read.value().toString()).isEqualTo("{\"a\":[1.50,null,true]}");
    }

    @Test
    void givenJsonThatNobodyElseCouldRead_itsFaultIsNamedWhereItIs() {
        String body = "{\"name\":\"n\",\"value\":{\"a\":[\"\\ud800\",{\"b\":1e2000}],\"\\udc00\":1}}";

        RequestRejected rejected =
                catchThrowableOfType(RequestRejected.class, () -> reader.read(body.getBytes(UTF_8), Of.class));

        assertThat(rejected.problem().faults())
                .extracting(Fault::field)
                .containsExactly("value.a[0]", "value.a[1].b", "value.\uFFFD");
    }

    @Test
    void givenNullWhereThereIsToBeAnyJson_itIsMissing() {
        RequestRejected rejected = catchThrowableOfType(
                RequestRejected.class, () -> reader.read("{\"name\":\"n\",\"value\":null}".getBytes(UTF_8), Of.class));

        assertThat(rejected.problem().faults()).containsExactly(new Fault("value", "is missing", "it is required"));
    }

    private Whole read(String json) {
        return reader.read(json.getBytes(UTF_8), Whole.class);
    }

    private List<Fault> faults(String json) {
        RequestRejected rejected = catchThrowableOfType(RequestRejected.class, () -> read(json));
        assertThat(rejected.problem().status()).isEqualTo(400);
        return rejected.problem().faults();
    }
}
