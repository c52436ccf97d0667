package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.GuardedSockets;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import dev.releaseledger.command.outgoing.TimeLimit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The channels of this service, from the properties {@code release-ledger.channels.<name>.*} that {@link ChannelProperties}
 * describes. A fault in any of them stops the start, and all are told at once.
 */
@Configuration(proxyBeanMethods = false)
public class ChannelConfiguration {

    @Bean
    Channels channels(
            Environment environment,
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            GuardedHttp http,
            GuardedSockets sockets,
            TimeLimit limit) {
        WrittenChannels written = WrittenChannels.in(environment);
        ChannelReading reading =
                new ChannelReading("/release-ledger/" + origin, http, sockets, limit, Clock.systemUTC());
        List<Channel> channels = new ArrayList<>();
        written.byName()
                .forEach((name, properties) -> reading.read(name, properties).ifPresent(channels::add));
        List<String> faults = new ArrayList<>(written.faults());
        faults.addAll(reading.faults());
        if (!faults.isEmpty()) {
            throw new SettingsUnusable(faults);
        }
        return new Channels(channels);
    }
}
