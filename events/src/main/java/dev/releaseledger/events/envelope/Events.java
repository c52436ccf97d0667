package dev.releaseledger.events.envelope;

import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The catalogue: every event type that this version knows, by name and by record. */
public final class Events {
    private static final Map<String, EventType> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, EventType> BY_RECORD = new LinkedHashMap<>();

    static {
        for (Class<?> family : List.of(
                ReleaseEvent.class,
                FlagEvent.class,
                IncidentEvent.class,
                PolicyEvent.class,
                FreezeEvent.class,
                EnvironmentEvent.class,
                FindingEvent.class,
                RefusalEvent.class,
                AuditEvent.class)) {
            register(family);
        }
    }

    private Events() {}

    private static void register(Class<?> root) {
        for (Class<?> permitted : root.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                register(permitted);
            } else {
                EventType type = EventType.of(permitted.asSubclass(Event.class));
                BY_NAME.put(type.name(), type);
                BY_RECORD.put(permitted, type);
            }
        }
    }

    /** Every known type, families in order, in the order that their sealed roots name them. */
    public static Collection<EventType> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The type by its full name; empty for one that this version does not know. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The type of an event of the catalogue. */
    public static EventType typeOf(Event event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass().getName() + " is not in the catalogue");
        }
        return type;
    }

    /**
     * Understands an entry's data.
     *
     * @throws NotUnderstood when the type is unknown or the data has not the type's shape
     */
    public static Event read(Envelope entry) {
        return read(entry.type(), entry.data());
    }

    /**
     * Understands the data of an event that has no entry of its own, e.g. of one that was asked for and refused.
     *
     * @param name the full name of its type
     * @throws NotUnderstood when the type is unknown or the data has not the type's shape
     */
    public static Event read(String name, JsonNode data) {
        EventType type =
                named(name).orElseThrow(() -> new NotUnderstood("type " + name + " is not known to this version"));
        return EntryJson.readData(data, type);
    }
}
