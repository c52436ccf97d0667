package dev.releaseledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService.Reply;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessIT {

    @Test
    void untilTheDatabaseIsComparedWithWhatWasPublished_theServiceIsAliveAndNotReady() {
        try (var service = RunningCommandService.start("--release-ledger.kafka.bootstrap=127.0.0.1:1")) {
            assertThat(get(service, "/actuator/health/liveness").status()).isEqualTo(200);
            assertOutOfService(get(service, "/actuator/health/readiness"));
            assertOutOfService(get(service, "/actuator/health"));
            Reply refused = service.post("rita", List.of("release-manager"), "/v1/releases", """
                    {"product":"early","version":"1.0","title":"t","kind":"STANDARD","strategy":"ROLLING"}""");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
        }
    }

    private static void assertOutOfService(Reply health) {
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.body().get("status").stringValue()).isEqualTo("OUT_OF_SERVICE");
    }

    private static Reply get(RunningCommandService service, String path) {
        return service.send(HttpRequest.newBuilder(service.uri(path)).GET());
    }
}
