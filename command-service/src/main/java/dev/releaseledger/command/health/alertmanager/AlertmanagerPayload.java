package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Alertmanager delivers to a webhook, version 4 (<a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>): the alerts of one group.
 * It says nothing about who sent it.
 *
 * @param receiver the receiver's name in Alertmanager's configuration
 * @param status {@code FIRING} if any of the alerts is
 * @param groupKey the same for the same group
 * @param groupLabels the labels that the group was made by
 * @param truncatedAlerts how many alerts were left out because of Alertmanager's {@code max_alerts}
 * @param alerts in the order in which they were sent
 */
public record AlertmanagerPayload(
        String receiver,
        AlertStatus status,
        String groupKey,
        Map<String, String> groupLabels,
        int truncatedAlerts,
        List<Alert> alerts) {
    /** Bytes that a payload may have. */
    public static final int MOST_BYTES = 1 << 20;

    /** How many alerts a payload may have. */
    public static final int MOST_ALERTS = 500;

    private static final String VERSION = "4";
    private static final int MOST_FAULTS = 100;
    private static final int LONGEST_NAME = 1_024;

    public AlertmanagerPayload {
        groupLabels = Map.copyOf(groupLabels);
        alerts = List.copyOf(alerts);
    }

    /**
     * Reads a payload. Fields that are not known are passed over; what is known is checked.
     *
     * @throws RequestRejected naming every fault (100 at most), or with status 413 if there are too many bytes
     */
    public static AlertmanagerPayload read(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new RequestRejected(
                    Problem.of(413, "too-large", "Too large", "a payload holds at most " + MOST_BYTES + " bytes"));
        }
        List<Fault> faults = new ArrayList<>();
        AlertmanagerPayload payload = payload(DocumentReader.json(body), faults);
        if (payload == null || !faults.isEmpty()) {
            throw new RequestRejected(
                    Problem.of(faults.stream().limit(MOST_FAULTS).toList()));
        }
        return payload;
    }

    private static @Nullable AlertmanagerPayload payload(JsonNode node, List<Fault> faults) {
        if (!node.isObject()) {
            faults.add(new Fault("(body)", "is not an object", "Alertmanager's webhook payload, a JSON object"));
            return null;
        }
        PayloadFields fields = new PayloadFields(node, "", faults);
        fields.literal("version", VERSION);
        String receiver = fields.text("receiver", LONGEST_NAME);
        AlertStatus status = fields.status("status");
        // It holds the group's labels, so it is as long as they are.
        String groupKey = fields.text("groupKey", 8 * LONGEST_NAME);
        Map<String, String> groupLabels = fields.texts("groupLabels", AlertReading.LONGEST_LABEL);
        int truncated = fields.count("truncatedAlerts");
        List<Alert> alerts = alerts(fields.elements("alerts", MOST_ALERTS), faults);
        return receiver == null || status == null || groupKey == null
                ? null
                : new AlertmanagerPayload(receiver, status, groupKey, groupLabels, truncated, alerts);
    }

    private static List<Alert> alerts(List<JsonNode> nodes, List<Fault> faults) {
        List<Alert> alerts = new ArrayList<>();
        int i = 0;
        for (JsonNode node : nodes) {
            Alert alert = AlertReading.read(node, "alerts[" + i++ + "]", faults);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts;
    }
}
