package dev.releaseledger.query.flag.ofrep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationRequestTest {
    @Test
    void aContextIsReadAsItIs() {
        EvaluationRequest request = EvaluationRequest.of(
                "{\"context\":{\"targetingKey\":\"user-1\",\"plan\":{\"name\":\"premium\"}}}".getBytes(UTF_8));

        assertThat(request.context().targetingKey()).isEqualTo("user-1");
        assertThat(request.context().attributes().at("/plan/name").asString()).isEqualTo("premium");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | PARSE_ERROR | body",
                "{ | PARSE_ERROR | body",
                "[] | PARSE_ERROR | body",
                "{\"context\":{}} 1 | PARSE_ERROR | body",
                "{} | INVALID_CONTEXT | context: missing",
                "{\"context\":null} | INVALID_CONTEXT | context: no object",
                "{\"context\":[]} | INVALID_CONTEXT | context: no object",
                "{\"context\":{\"targetingKey\":7}} | INVALID_CONTEXT | context.targetingKey: no text",
                "{\"context\":{\"a\":1,\"a\":2}} | PARSE_ERROR | context.a: ",
                "{\"context\":{\"a\":[1,{\"b\":1,\"b\":2}]}} | PARSE_ERROR | context.a[1].b: ",
                "{\"context\":{\"a\":[1,2 | PARSE_ERROR | context.a[1]: ",
                "{\"context\":{\"a\":NaN}} | PARSE_ERROR | context.a: ",
                "{\"context\":{\"a\":[1,-1e400]}} | INVALID_CONTEXT | context.a[1]: out of range",
                "{\"context\":{\"a\":1e999999999999}} | INVALID_CONTEXT | context.a: out of range",
                "{\"context\":{\"targetingKey\":\"\\ud83d\"}} | INVALID_CONTEXT | context.targetingKey: holds half",
                "{\"context\":{\"a\":{\"\\udc00\":1}}} | PARSE_ERROR | context.a: "
            })
    void whatIsNoRequestIsRefusedWithWhereTheFaultIs(String body, String code, String details) {
        OfrepFault fault = fault(body);

        assertThat(fault.code()).hasToString(code);
        assertThat(fault.details()).contains(details);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"context\":{\"targetingKey\":\"~\"}}", "{\"context\":{\"~\":1}}"})
    void halfOfASurrogatePairIsRefused_alsoAsBytesThatAreNoUtf8(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int half = body.indexOf('~');
        bytes.write(body.substring(0, half).getBytes(UTF_8));
        bytes.write(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        bytes.write(body.substring(half + 1).getBytes(UTF_8));

        assertThatThrownBy(() -> EvaluationRequest.of(bytes.toByteArray())).isInstanceOf(OfrepFault.class);
    }

    @Test
    void wholeSurrogatePairsAreTaken() {
        assertThat(EvaluationRequest.of("{\"context\":{\"targetingKey\":\"\\ud83d\\ude00\"}}".getBytes(UTF_8))
                        .context()
                        .targetingKey())
                .isEqualTo("😀");
    }

    @Test
    void aContextOfAMegabyteIsRefused() {
        OfrepFault fault = fault("{\"context\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}");

        assertThat(fault.code()).isEqualTo(OfrepFault.Code.INVALID_CONTEXT);
        assertThat(fault.details()).startsWith("context: too large");
    }

    @Test
    void whatIsTooDeepIsRefusedWithWhereThatIs() {
        OfrepFault fault = fault("{\"context\":{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}}");

        assertThat(fault.code()).isEqualTo(OfrepFault.Code.INVALID_CONTEXT);
        assertThat(fault.details()).startsWith("context.a[0][0]").contains("beyond the bounds");
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        OfrepFault fault = fault("{\"context\":{\"n\":1" + "0".repeat(1_000) + "}}");

        assertThat(fault.code()).isEqualTo(OfrepFault.Code.INVALID_CONTEXT);
        assertThat(fault.details()).startsWith("context.n: ");
    }

    private static OfrepFault fault(String body) {
        return catchThrowableOfType(OfrepFault.class, () -> EvaluationRequest.of(body.getBytes(UTF_8)));
    }
}
