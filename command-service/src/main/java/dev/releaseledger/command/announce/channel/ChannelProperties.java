package dev.releaseledger.command.announce.channel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One channel's properties as they are written: {@code release-ledger.channels.<name>.*}. Everything is text, so that whatever is
 * wrong is told by {@link ChannelReading}, with everything else that is wrong, and without the value.
 *
 * @param type {@code email}, {@code slack} or {@code webhook}
 * @param url where a webhook is called; it may hold a secret
 * @param secret one or more {@code whsec_…}, separated by commas; each signs
 * @param encryption of mail {@code starttls} (the default), {@code tls} or {@code none}; of webhooks {@code none} allows http
 * @param port of a mail server; the usual one of its encryption if absent
 */
record ChannelProperties(
        @Nullable String type,
        @Nullable String url,
        @Nullable List<String> secret,
        @Nullable String encryption,
        @Nullable String host,
        @Nullable String port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @Nullable List<String> to) {

    private static final Map<String, Function<ChannelProperties, @Nullable Object>> ALL = Map.of(
            "type", ChannelProperties::type,
            "url", ChannelProperties::url,
            "secret", ChannelProperties::secret,
            "encryption", ChannelProperties::encryption,
            "host", ChannelProperties::host,
            "port", ChannelProperties::port,
            "username", ChannelProperties::username,
            "password", ChannelProperties::password,
            "from", ChannelProperties::from,
            "to", ChannelProperties::to);

    /** The names of all properties that a channel can have. */
    static Set<String> names() {
        return ALL.keySet();
    }

    /** The names of the properties that this one has. */
    Set<String> given() {
        return ALL.entrySet().stream()
                .filter(property -> property.getValue().apply(this) != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same, as a channel of this type. */
    ChannelProperties ofType(String type) {
        return new ChannelProperties(type, url, secret, encryption, host, port, username, password, from, to);
    }

    @Override
    public String toString() {
        return "ChannelProperties" + given();
    }
}
