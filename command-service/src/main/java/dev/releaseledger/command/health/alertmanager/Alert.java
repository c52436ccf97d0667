package dev.releaseledger.command.health.alertmanager;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert as Alertmanager tells of it.
 *
 * @param status whether its condition holds
 * @param alertname the label {@code alertname}, which names its rule
 * @param labels all labels, {@code alertname} among them; they make the alert what it is
 * @param annotations texts about it
 * @param startsAt since when it fires
 * @param endsAt when it was resolved; null while it fires
 * @param fingerprint the same for the same labels
 * @param generatorURL where its cause is shown, as it was sent; null if nothing was
 */
public record Alert(
        AlertStatus status,
        String alertname,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAt,
        String fingerprint,
        @Nullable String generatorURL) {

    public Alert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
