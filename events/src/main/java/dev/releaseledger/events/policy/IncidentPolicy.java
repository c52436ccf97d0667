package dev.releaseledger.events.policy;

import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an incident obliges to, and how it is opened where nobody does. An incident pins the version of the policy that it
 * was opened under.
 *
 * @param severityOf how severe an incident is that is opened by itself, by where it comes from
 * @param rootCauseFor the severities that are closed only with a root cause stated
 * @param postMortemFor the severities that are closed only with a post-mortem published
 * @param reReleasePlanned whether an incident with a rollback is closed only with a plan for the re-release
 * @param actionItemsSettled whether an incident is closed only once each of its action items is done or dropped
 */
public record IncidentPolicy(
        @LeftOut("{\"ROLLBACK\":\"SEV2\",\"ALERT\":\"SEV3\",\"HOTFIX\":\"SEV2\"}")
        Map<IncidentOrigin, Severity> severityOf,

        @LeftOut("[\"SEV1\",\"SEV2\",\"SEV3\"]") Set<Severity> rootCauseFor,
        @LeftOut("[\"SEV1\",\"SEV2\"]") Set<Severity> postMortemFor,
        @LeftOut("true") boolean reReleasePlanned,
        @LeftOut("true") boolean actionItemsSettled) {
    public IncidentPolicy {
        severityOf = Collections.unmodifiableMap(new TreeMap<>(severityOf));
        rootCauseFor = Sorted.copyOf(rootCauseFor);
        postMortemFor = Sorted.copyOf(postMortemFor);
    }
}
