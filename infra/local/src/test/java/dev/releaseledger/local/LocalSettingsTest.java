package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTest {
    @Test
    void withoutAnyVariableEverythingIsEmbeddedOnItsStandardPort() {
        LocalSettings settings = LocalSettings.from(Map.of());
        assertThat(settings.listeners()).extracting(Listener::port).containsExactly(8080, 8081, 8082, 15432, 19092);
        assertThat(settings.externalPostgres()).isEmpty();
        assertThat(settings.data()).isAbsolute();
    }

    @Test
    void aServerThatIsThereAlreadyIsNotStarted() {
        LocalSettings settings = LocalSettings.from(Map.of(
                "RELEASE_LEDGER_POSTGRES_URL", "jdbc:postgresql://db/release_ledger",
                "RELEASE_LEDGER_KAFKA_BOOTSTRAP", "kafka:9092"));
        assertThat(settings.listeners())
                .extracting(Listener::name)
                .containsExactly("command service", "query service", "token issuer");
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(LocalSettings.from(Map.of("RELEASE_LEDGER_KAFKA_BOOTSTRAP", " "))
                        .externalKafka())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "-1", "65536", "80 80"})
    void aPortThatIsNoneIsNamedWithItsVariable(String port) {
        assertThatThrownBy(() -> LocalSettings.from(Map.of("RELEASE_LEDGER_QUERY_PORT", port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RELEASE_LEDGER_QUERY_PORT is a port from 1 to 65535, not " + port);
    }
}
