package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.problem.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one alert of a payload. */
final class AlertReading {
    /** Characters of a label's value. */
    static final int LONGEST_LABEL = 1_024;

    private static final int LONGEST_ANNOTATION = 8_192;
    private static final int LONGEST_FINGERPRINT = 64;
    /** It holds the rule's expression. */
    private static final int LONGEST_URL = 8_192;

    private AlertReading() {}

    /** The alert, or null where something of it is wrong, which is among the faults then. */
    static @Nullable Alert read(JsonNode node, String path, List<Fault> faults) {
        if (!node.isObject()) {
            faults.add(new Fault(path, "is not an object", "an alert, a JSON object"));
            return null;
        }
        PayloadFields fields = new PayloadFields(node, path, faults);
        AlertStatus status = fields.status("status");
        Map<String, String> labels = fields.texts("labels", LONGEST_LABEL);
        Map<String, String> annotations = fields.texts("annotations", LONGEST_ANNOTATION);
        Instant startsAt = fields.time("startsAt");
        // While an alert fires, the end is the year 1: Go's zero.
        Instant endsAt = status == AlertStatus.RESOLVED ? fields.time("endsAt") : null;
        String fingerprint = fields.text("fingerprint", LONGEST_FINGERPRINT);
        String generator = fields.optionalText("generatorURL", LONGEST_URL);
        String alertname = labels.get("alertname");
        if (alertname == null) {
            faults.add(new Fault(path + ".labels.alertname", "is missing", "the name of the alert's rule"));
        }
        return status == null
                        || alertname == null
                        || startsAt == null
                        || (status == AlertStatus.RESOLVED && endsAt == null)
                        || fingerprint == null
                ? null
                : new Alert(status, alertname, labels, annotations, startsAt, endsAt, fingerprint, generator);
    }
}
