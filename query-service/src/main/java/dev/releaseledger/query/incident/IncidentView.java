package dev.releaseledger.query.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One incident.
 *
 * @param standing how it stands
 * @param log what was written in its log, in that order
 * @param postMortemMarkdown what was learnt; null until it is published
 */
record IncidentView(
        @JsonUnwrapped IncidentStanding standing,
        List<LogEntry> log,
        @Nullable String postMortemMarkdown) {

    /**
     * A log entry.
     *
     * @param text as Markdown
     * @param at when it happened; null where that is when it was written
     * @param corrects the earlier log entry that it corrects; null where it corrects none
     * @param correctedBy the later ones that correct it
     * @param positions the entries of the ledger that it points at
     */
    record LogEntry(
            UUID id,
            String text,
            @Nullable Instant at,
            UUID writtenBy,
            Instant writtenAt,
            @Nullable UUID corrects,
            List<UUID> correctedBy,
            List<Long> positions) {}

    static IncidentView of(IncidentStanding standing, Incident incident) {
        return new IncidentView(
                standing,
                log(incident),
                incident.postMortem() == null
                        ? null
                        : incident.postMortem().edition().markdown());
    }

    private static List<LogEntry> log(Incident incident) {
        Map<UUID, List<UUID>> corrections = new LinkedHashMap<>();
        incident.log().values().forEach(each -> {
            UUID corrected = each.entry().corrects();
            if (corrected != null) {
                corrections
                        .computeIfAbsent(corrected, id -> new ArrayList<>())
                        .add(each.entry().logEntryId());
            }
        });
        return incident.log().values().stream()
                .map(each -> new LogEntry(
                        each.entry().logEntryId(),
                        each.entry().text(),
                        each.entry().at(),
                        each.by(),
                        each.at(),
                        each.entry().corrects(),
                        corrections.getOrDefault(each.entry().logEntryId(), List.of()),
                        each.entry().positions()))
                .toList();
    }
}
