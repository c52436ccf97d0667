package dev.releaseledger.command.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void aSignatureIsThatOfTheStandardsOwnExample() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookSignature.with(List.of(SECRET)).of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachSecretSigns() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
        byte[] body = {1, 2, 3};

        assertThat(WebhookSignature.with(List.of(SECRET, other)).of("id", 1, body))
                .isEqualTo(WebhookSignature.with(List.of(SECRET)).of("id", 1, body) + " "
                        + WebhookSignature.with(List.of(other)).of("id", 1, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, not at all!",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatIsTooShortOrWrittenOtherwiseIsNoSecret(String secret) {
        assertThat(WebhookSignature.isSecret(secret)).isFalse();
    }
}
