package dev.releaseledger.command.outgoing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Names of properties that are written somewhere, for settings that are secrets and are therefore bound by hand: Spring's own
 * reports of what cannot be bound quote the values.
 */
public final class WrittenProperties {
    private WrittenProperties() {}

    /** All names below this one, from all sources that can list theirs; a name may come more than once. */
    public static List<ConfigurationPropertyName> below(ConfigurationPropertyName root, Environment environment) {
        List<ConfigurationPropertyName> written = new ArrayList<>();
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource listed) {
                listed.stream().filter(root::isAncestorOf).forEach(written::add);
            }
        });
        return written;
    }
}
