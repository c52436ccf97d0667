package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.desk.Asked;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what Alertmanager delivers to a webhook. Its configuration sends a bearer token of the issuer, like every caller. */
@RestController
final class AlertsEndpoint {
    private final Alerts alerts;

    AlertsEndpoint(Alerts alerts) {
        this.alerts = alerts;
    }

    /** What became of each alert, in the order in which they were sent. */
    record Answered(List<Alerts.Told> alerts) {}

    @Operation(
            summary =
                    "Take alerts of Alertmanager as health reports and as what incidents have to do with; answered with what"
                            + " became of each")
    @PostMapping(path = "/v1/alerts/alertmanager", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answered take(InputStream body, Asked asked) throws IOException {
        AlertmanagerPayload payload = AlertmanagerPayload.read(body.readNBytes(AlertmanagerPayload.MOST_BYTES + 1));
        return new Answered(alerts.tell(payload.alerts(), asked));
    }
}
