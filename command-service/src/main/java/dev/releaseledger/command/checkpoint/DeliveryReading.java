package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.announce.channel.WrittenMail;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.command.outgoing.WebhookReading;
import dev.releaseledger.command.outgoing.WebhookSignature;
import dev.releaseledger.command.outgoing.WrittenProperties;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

/**
 * The places outside as they are written in the settings, {@code release-ledger.checkpoint-delivery.*}; one that is not
 * written is not given anything. Bound by hand, since Spring's reports quote values, and here values are secrets. A fault
 * names the property, never its value.
 */
final class DeliveryReading {
    static final String ROOT = "release-ledger.checkpoint-delivery";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "webhook", Set.of("url", "encryption", "secret", "interval"),
            "mail", with(WrittenMail.properties(), "interval"),
            "file", Set.of("folder", "interval"));

    private final Environment environment;
    private final Binder binder;
    private final String origin;
    private final GuardedHttp http;
    private final WrittenMail mail;
    private final Clock clock;
    private final List<String> faults = new ArrayList<>();

    DeliveryReading(Environment environment, String origin, GuardedHttp http, WrittenMail mail, Clock clock) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.origin = origin;
        this.http = http;
        this.mail = mail;
        this.clock = clock;
    }

    private static Set<String> with(Set<String> names, String another) {
        Set<String> all = new HashSet<>(names);
        all.add(another);
        return Set.copyOf(all);
    }

    /** The places; of no use when there are faults. */
    List<Target> read() {
        Set<String> written = written();
        List<Target> targets = new ArrayList<>();
        if (written.contains("webhook")) {
            webhook().ifPresent(targets::add);
        }
        if (written.contains("mail")) {
            mail().ifPresent(targets::add);
        }
        if (written.contains("file")) {
            file().ifPresent(targets::add);
        }
        return targets;
    }

    /** Everything that is wrong. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private Set<String> written() {
        Set<String> targets = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        ConfigurationPropertyName root = ConfigurationPropertyName.of(ROOT);
        for (ConfigurationPropertyName property : WrittenProperties.below(root, environment)) {
            int depth = root.getNumberOfElements();
            String target = property.getElement(depth, Form.UNIFORM);
            if (target.equals("newest")) {
                continue;
            }
            boolean known = KNOWN.containsKey(target)
                    && property.getNumberOfElements() > depth + 1
                    && KNOWN.getOrDefault(target, Set.of()).contains(property.getElement(depth + 1, Form.UNIFORM));
            if (!known) {
                unknown.add(property + ": is not a property of checkpoint delivery");
            } else if (!text(property).isBlank() || property.getNumberOfElements() > depth + 2) {
                targets.add(target);
            }
        }
        faults.addAll(unknown);
        return targets;
    }

    private Optional<Target> webhook() {
        WebhookReading reading = new WebhookReading((property, expected) -> fault("webhook", property, expected));
        Optional<URI> url = reading.url(text("webhook", "url"), text("webhook", "encryption"));
        Optional<WebhookSignature> signature = reading.signature(texts("webhook", "secret"));
        Duration interval = interval("webhook");
        return url.isPresent() && signature.isPresent()
                ? Optional.of(new WebhookTarget(
                        new SignedWebhook(url.get(), "/release-ledger/" + origin, signature.get(), http, clock),
                        Address.digest(url.get().toString()),
                        interval))
                : Optional.empty();
    }

    private Optional<Target> mail() {
        Duration interval = interval("mail");
        String address = Address.digest(text("mail", "host") + " " + texts("mail", "to"));
        Optional<URI> newest = newest();
        return mail.read(ROOT, "mail", faults)
                .flatMap(channel -> newest.map(url -> new MailTarget(channel, address, interval, url)));
    }

    private Optional<URI> newest() {
        String written = text(ConfigurationPropertyName.of(ROOT + ".newest"));
        try {
            URI url = URI.create(written);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            faults.add(ROOT + ".newest: cannot be read");
            return Optional.empty();
        }
        faults.add(ROOT + ".newest: is an absolute http or https URL");
        return Optional.empty();
    }

    private Optional<Target> file() {
        Duration interval = interval("file");
        try {
            Path folder = Path.of(String.valueOf(text("file", "folder")));
            if (Files.isDirectory(folder) && Files.isWritable(folder)) {
                return Optional.of(new FileTarget(FileTarget.named(folder, origin), interval, clock));
            }
        } catch (InvalidPathException e) {
            fault("file", "folder", "is a path");
            return Optional.empty();
        }
        fault("file", "folder", "is a folder that is there and can be written to");
        return Optional.empty();
    }

    private Duration interval(String target) {
        try {
            Duration interval = binder.bind(ROOT + "." + target + ".interval", Bindable.of(Duration.class))
                    .orElse(HOUR);
            if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
                return interval;
            }
        } catch (BindException e) {
            fault(target, "interval", "is a duration such as 1h");
            return HOUR;
        }
        fault(target, "interval", "is from 1s to 31d");
        return HOUR;
    }

    private @Nullable String text(String target, String property) {
        String text = text(ConfigurationPropertyName.of(ROOT + "." + target + "." + property));
        return text.isBlank() ? null : text;
    }

    private String text(ConfigurationPropertyName property) {
        try {
            return binder.bind(property, Bindable.of(String.class)).orElse("");
        } catch (BindException e) {
            // A list, which has texts of its own.
            return "";
        }
    }

    private @Nullable List<String> texts(String target, String property) {
        return binder.bind(ROOT + "." + target + "." + property, Bindable.listOf(String.class))
                .orElse(null);
    }

    private void fault(String target, String property, String expected) {
        faults.add(ROOT + "." + target + "." + property + ": " + expected);
    }
}
