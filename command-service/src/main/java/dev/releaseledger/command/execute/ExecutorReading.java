package dev.releaseledger.command.execute;

import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.command.outgoing.WebhookReading;
import dev.releaseledger.command.outgoing.WebhookSignature;
import dev.releaseledger.command.outgoing.WrittenProperties;
import dev.releaseledger.events.release.RollbackKind;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** Makes the executor of its properties, and notes every fault on the way. A fault names the property, never its value. */
final class ExecutorReading {
    static final String ROOT = "release-ledger.rollback-executor";

    private static final ConfigurationPropertyName NAME = ConfigurationPropertyName.of(ROOT);

    private final String source;
    private final GuardedHttp http;
    private final Acknowledgement acknowledgement;
    private final Clock clock;
    private final List<String> faults = new ArrayList<>();

    /** @param source the ledger, as CloudEvents' {@code source} */
    ExecutorReading(String source, GuardedHttp http, Acknowledgement acknowledgement, Clock clock) {
        this.source = source;
        this.http = http;
        this.acknowledgement = acknowledgement;
        this.clock = clock;
    }

    /** Everything that was wrong so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The executor; one that executes nothing if nothing is written, or if there are faults. */
    RollbackExecutor read(Environment environment) {
        faults.addAll(unknown(environment));
        try {
            Optional<ExecutorProperties> written = Optional.ofNullable(Binder.get(environment)
                    .bind(NAME, Bindable.of(ExecutorProperties.class))
                    .orElse(null));
            return written.flatMap(this::executor).orElseGet(NoExecutor::new);
        } catch (BindException e) {
            // Its message quotes the value.
            faults.add(e.getName() + ": cannot be read");
            return new NoExecutor();
        }
    }

    private Optional<RollbackExecutor> executor(ExecutorProperties properties) {
        WebhookReading webhooks = new WebhookReading(this::fault);
        Optional<URI> url = webhooks.url(properties.url(), properties.encryption());
        Optional<WebhookSignature> signature = webhooks.signature(properties.secret());
        Set<RollbackKind> kinds = kinds(properties.kinds());
        return url.isPresent() && signature.isPresent()
                ? Optional.of(new SignedWebhookExecutor(
                        kinds, new SignedWebhook(url.get(), source, signature.get(), http, clock), acknowledgement))
                : Optional.empty();
    }

    private Set<RollbackKind> kinds(@Nullable List<String> written) {
        Set<RollbackKind> all = EnumSet.allOf(RollbackKind.class);
        if (written == null) {
            return all;
        }
        Set<String> asked =
                written.stream().map(kind -> kind.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        Set<RollbackKind> known =
                all.stream().filter(kind -> asked.contains(kind.name())).collect(Collectors.toSet());
        if (known.isEmpty() || known.size() < asked.size()) {
            fault("kinds", "is one or more of " + Arrays.toString(RollbackKind.values()) + ", separated by commas");
        }
        return known;
    }

    /** A misspelt property, or a value where the properties should be, would otherwise mean that nothing is executed. */
    private static Set<String> unknown(Environment environment) {
        Set<String> unknown = new TreeSet<>();
        ConfigurationPropertySources.get(environment).forEach(written -> {
            if (written.getConfigurationProperty(NAME) != null) {
                unknown.add(ROOT + ": has properties, not a value of its own");
            }
        });
        int depth = NAME.getNumberOfElements();
        for (ConfigurationPropertyName property : WrittenProperties.below(NAME, environment)) {
            String name = ROOT + "." + property.getElement(depth, Form.ORIGINAL);
            if (!ExecutorProperties.NAMES.contains(property.getElement(depth, Form.UNIFORM))) {
                unknown.add(name + ": is not a property of an executor");
            } else if (property.getNumberOfElements() > depth + 1 && !property.isNumericIndex(depth + 1)) {
                unknown.add(name + ": has a value, not properties of its own");
            }
        }
        return unknown;
    }

    private void fault(String property, String expected) {
        faults.add(ROOT + "." + property + ": " + expected);
    }
}
