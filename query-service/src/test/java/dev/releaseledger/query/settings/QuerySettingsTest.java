package dev.releaseledger.query.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"*", "https://shop.example", "http://127.0.0.1:3000", "http://[::1]:3000"})
    void pagesOfAnOriginMayBeAllowed(String origin) {
        assertThat(allowing(origin).allowedOrigins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "shop.example", "https://shop.example/", "https://*.example", "ftp://shop.example"})
    void whatIsNoOriginIsRefusedAtTheStart(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allowing(origin))
                .withMessageStartingWith("release-ledger.flags.allowed-origins: \"" + origin + "\"");
    }

    private static QuerySettings.Flags allowing(String... origins) {
        return new QuerySettings.Flags(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Period.ZERO, List.of(origins));
    }
}
