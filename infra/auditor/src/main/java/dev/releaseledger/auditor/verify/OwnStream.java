package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.UUID;

/** Tells the streams that an event can be in: those of its kind, named as they are, that agree with what it says itself. */
final class OwnStream {
    private static final String TYPES = "dev.releaseledger.";

    private OwnStream() {}

    /** Whether an event can be in the stream. */
    static boolean mayHold(String stream, Event event) {
        int slash = stream.indexOf('/');
        String type = Events.typeOf(event).name();
        return slash > 0
                && type.startsWith(TYPES)
                && type.regionMatches(TYPES.length(), stream, 0, slash)
                && type.charAt(TYPES.length() + slash) == '.'
                && isNamed(stream, stream.substring(slash + 1), event);
    }

    private static boolean isNamed(String stream, String name, Event event) {
        if (event instanceof ReleaseEvent || event instanceof IncidentEvent) {
            return isId(name);
        }
        if (event instanceof PolicyEvent ofPolicy) {
            return stream.equals(PolicyEvent.stream(ofPolicy.product()));
        }
        if (event instanceof RefusalEvent refusal) {
            return stream.equals(of(refusal));
        }
        if (event instanceof AuditEvent) {
            return stream.equals(AuditEvent.STREAM);
        }
        boolean hasParts = name.indexOf('/') > 0 && name.indexOf('/') == name.lastIndexOf('/') && !name.endsWith("/");
        return event instanceof EnvironmentEvent ? hasParts : !name.isEmpty() && name.indexOf('/') < 0;
    }

    private static String of(RefusalEvent refusal) {
        return switch (refusal) {
            case CommandRefused refused -> RefusalEvent.stream(refused.subject());
            case ClaimRefused refused -> RefusalEvent.stream(refused.subject());
            case RefusalsCounted counted -> RefusalEvent.actorStream(counted.actor());
        };
    }

    /** Whether it is an id as streams are named by it; there are other ways to write the same one. */
    private static boolean isId(String name) {
        try {
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
