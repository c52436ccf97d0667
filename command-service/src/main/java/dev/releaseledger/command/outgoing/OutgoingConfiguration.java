package dev.releaseledger.command.outgoing;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Outgoing calls of this service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutgoingSettings.class)
public class OutgoingConfiguration {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Bean
    AddressGuard addressGuard(OutgoingSettings settings) {
        List<String> faults = faults(settings);
        if (!faults.isEmpty()) {
            throw new SettingsUnusable(faults);
        }
        return new AddressGuard(InetAddress::getAllByName, settings.allow());
    }

    @Bean
    GuardedHttp guardedHttp(AddressGuard guard, OutgoingSettings settings) throws NoSuchAlgorithmException {
        return new GuardedHttp(guard, SSLContext.getDefault(), settings, Clock.systemUTC());
    }

    @Bean
    GuardedSockets guardedSockets(AddressGuard guard, OutgoingSettings settings) throws NoSuchAlgorithmException {
        return new GuardedSockets(guard, SSLContext.getDefault(), settings);
    }

    @Bean
    TimeLimit outgoingTimeLimit(OutgoingSettings settings) {
        return new TimeLimit(settings.totalTimeout());
    }

    static List<String> faults(OutgoingSettings settings) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < settings.allow().size(); i++) {
            if (!AddressGuard.isAllowable(settings.allow().get(i))) {
                faults.add("release-ledger.outgoing.allow[" + i + "]: neither a host name nor a CIDR block");
            }
        }
        requireBounded(faults, "connect-timeout", settings.connectTimeout());
        requireBounded(faults, "response-timeout", settings.responseTimeout());
        requireBounded(faults, "total-timeout", settings.totalTimeout());
        return faults;
    }

    private static void requireBounded(List<String> faults, String name, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            faults.add("release-ledger.outgoing." + name + ": not between 1 ms and 5 min");
        }
    }
}
