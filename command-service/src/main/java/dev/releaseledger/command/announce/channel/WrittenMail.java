package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.GuardedSockets;
import dev.releaseledger.command.outgoing.TimeLimit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Mail that is written elsewhere in the settings than a channel of announcements, with the same properties. */
public final class WrittenMail {
    private final Environment environment;
    private final GuardedHttp http;
    private final GuardedSockets sockets;
    private final TimeLimit limit;
    private final Clock clock;

    public WrittenMail(
            Environment environment, GuardedHttp http, GuardedSockets sockets, TimeLimit limit, Clock clock) {
        this.environment = environment;
        this.http = http;
        this.sockets = sockets;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * The properties that mail has: {@code host}, {@code port}, {@code encryption}, {@code username}, {@code password}, {@code
     * from} and {@code to}.
     */
    public static Set<String> properties() {
        return Set.of("host", "port", "encryption", "username", "password", "from", "to");
    }

    /**
     * Reads it.
     *
     * @param root where it is written, without the last name
     * @param name its last name
     * @param faults takes each fault, without its value
     * @return what hands it in; nothing where nothing is written, or something is wrong
     */
    public Optional<Channel> read(String root, String name, List<String> faults) {
        ChannelReading reading = new ChannelReading(root, "", http, sockets, limit, clock);
        try {
            Optional<Channel> channel = Binder.get(environment)
                    .bind(root + "." + name, Bindable.of(ChannelProperties.class))
                    .map(properties -> properties.ofType("email"))
                    .map(properties -> reading.read(name, properties))
                    .orElse(Optional.empty());
            faults.addAll(reading.faults());
            return channel;
        } catch (BindException e) {
            faults.add(e.getName() + ": cannot be read");
            return Optional.empty();
        }
    }
}
