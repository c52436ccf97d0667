package dev.releaseledger.command.outgoing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is written of a webhook in the settings, and notes every fault. A fault never holds the value. */
public final class WebhookReading {
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,2000}");

    private final BiConsumer<String, String> faults;

    /** @param faults takes each fault: the property's last name, and what is expected of it */
    public WebhookReading(BiConsumer<String, String> faults) {
        this.faults = faults;
    }

    /**
     * The property {@code url}, with {@code encryption}.
     *
     * @param encryption {@code none} allows http; {@code tls} is the default
     * @return an absolute https or http URL without credentials and fragment, or nothing and at least one fault
     */
    public Optional<URI> url(@Nullable String written, @Nullable String encryption) {
        if (encryption != null && !encryption.equalsIgnoreCase("tls") && !encryption.equalsIgnoreCase("none")) {
            faults.accept("encryption", "is tls or none");
        }
        Optional<URI> url = parsed(written);
        if (url.isEmpty()) {
            faults.accept("url", "is an absolute https URL of printable ASCII, without credentials and fragment");
            return Optional.empty();
        }
        if (url.get().getScheme().equalsIgnoreCase("http") && !"none".equalsIgnoreCase(encryption)) {
            faults.accept("url", "begins with https unless encryption is none");
            return Optional.empty();
        }
        return url;
    }

    /**
     * The property {@code secret}: one or more {@code whsec_…}, each of which signs.
     *
     * @return what signs, or nothing and a fault
     */
    public Optional<WebhookSignature> signature(@Nullable List<String> secrets) {
        if (secrets == null || secrets.isEmpty() || !secrets.stream().allMatch(WebhookSignature::isSecret)) {
            faults.accept(
                    "secret", "is whsec_ and the Base64 of 24 to 64 random bytes; several are separated by commas");
            return Optional.empty();
        }
        return Optional.of(WebhookSignature.with(secrets));
    }

    private static Optional<URI> parsed(@Nullable String written) {
        if (written == null || !PRINTABLE_ASCII.matcher(written).matches()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(written);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            return web && plain && url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65_535
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
