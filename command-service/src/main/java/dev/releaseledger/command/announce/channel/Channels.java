package dev.releaseledger.command.announce.channel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The channels that are configured here, by their names. */
public final class Channels {
    private final Map<String, Channel> byName = new TreeMap<>();

    public Channels(Collection<? extends Channel> channels) {
        channels.forEach(channel -> byName.put(channel.name(), channel));
    }

    /** The channel of this name; nothing if none is configured here. */
    public Optional<Channel> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }
}
