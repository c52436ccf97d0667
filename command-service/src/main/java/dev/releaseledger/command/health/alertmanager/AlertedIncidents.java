package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.Reply;
import dev.releaseledger.command.incident.gather.Gathering;
import dev.releaseledger.command.incident.gather.Occurrence;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leads alerts that are firing to incidents of the product that their labels name. One that is over changes no incident: whether
 * nobody is hurt any more is for people to say.
 */
final class AlertedIncidents {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_NAME = 100;

    private final Gathering gathering;
    private final CommandDesk desk;

    AlertedIncidents(Gathering gathering, CommandDesk desk) {
        this.gathering = gathering;
        this.desk = desk;
    }

    /** The alert's incident; null where it is over, names no product, or the token gives no right to open incidents of it. */
    @Nullable
    UUID of(Alert alert, Asked asked) {
        return Optional.ofNullable(label(alert, "product"))
                .filter(product -> alert.status() == AlertStatus.FIRING)
                .filter(product -> RoleTable.standard().grants(asked.grants().forProduct(product), Right.OPEN_INCIDENT))
                .map(product -> occurrence(alert, product, asked.at()))
                .flatMap(what ->
                        gathering.lead(what, command -> desk.take(asked, command, new Reply(command.stream(), null))))
                .orElse(null);
    }

    private static Occurrence occurrence(Alert alert, String product, Instant now) {
        String environment = label(alert, "environment");
        String name = readable(alert.alertname());
        IncidentLink link =
                IncidentLink.toAlert(new IncidentLink.Alert(name, readable(alert.fingerprint()), alert.startsAt()));
        return new Occurrence(
                IncidentOrigin.ALERT,
                product,
                environment,
                name + " of " + product + (environment == null ? "" : " in " + environment),
                alert.startsAt().isAfter(now) ? now : alert.startsAt(),
                link,
                IncidentClaims.linked(product, link).orElseThrow());
    }

    private static @Nullable String label(Alert alert, String label) {
        String value = alert.labels().get(label);
        return value != null && NAME.matcher(value).matches() ? value : null;
    }

    private static String readable(String text) {
        StringBuilder readable = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_NAME)
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }
}
