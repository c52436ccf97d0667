package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.WrittenProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

/**
 * The channels as they are written in the configuration. They are bound by hand, because Spring's reports of what cannot be bound
 * quote the values, and here values are secrets.
 *
 * @param byName each channel's properties
 * @param faults properties that are written but belong to no channel, or cannot be read as a channel's
 */
record WrittenChannels(Map<String, ChannelProperties> byName, List<String> faults) {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(ChannelReading.ROOT);

    static WrittenChannels in(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, ChannelProperties> byName = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        TreeSet<String> unknown = new TreeSet<>();
        // The environment writes names without hyphens; the one with them is the name.
        Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();
        for (ConfigurationPropertyName property : WrittenProperties.below(ROOT, environment)) {
            int depth = ROOT.getNumberOfElements();
            String name = property.getElement(depth, Form.ORIGINAL);
            if (property.getNumberOfElements() == depth + 1) {
                unknown.add(ChannelReading.ROOT + "." + name + ": has properties, not a value of its own");
            } else if (!ChannelProperties.names().contains(property.getElement(depth + 1, Form.UNIFORM))) {
                unknown.add(ChannelReading.ROOT + "." + name + "." + property.getElement(depth + 1, Form.ORIGINAL)
                        + ": is not a property of a channel");
            } else {
                names.merge(
                        property.chop(depth + 1), name, (one, other) -> one.length() < other.length() ? other : one);
            }
        }
        faults.addAll(unknown);
        names.forEach((property, name) -> {
            try {
                binder.bind(property, Bindable.of(ChannelProperties.class))
                        .ifBound(properties -> byName.put(name, properties));
            } catch (BindException e) {
                faults.add(e.getName() + ": cannot be read");
            }
        });
        return new WrittenChannels(byName, faults);
    }

    @Override
    public String toString() {
        return "WrittenChannels" + byName.keySet();
    }
}
