package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.announce.channel.MailSettings.Encryption;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.GuardedSockets;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.command.outgoing.TimeLimit;
import dev.releaseledger.command.outgoing.WebhookReading;
import dev.releaseledger.command.outgoing.WebhookSignature;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes channels of their properties, and notes every fault on the way. A fault names the property, never its value. */
final class ChannelReading {
    static final String ROOT = "release-ledger.channels";

    private static final int MOST_RECIPIENTS = 50;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]+");
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,2000}");
    private static final Set<String> OF_MAIL =
            Set.of("type", "encryption", "host", "port", "username", "password", "from", "to");
    private static final Set<String> OF_SLACK = Set.of("type", "encryption", "url");
    private static final Set<String> OF_WEBHOOKS = Set.of("type", "encryption", "url", "secret");

    private final String root;
    private final String source;
    private final GuardedHttp http;
    private final GuardedSockets sockets;
    private final TimeLimit limit;
    private final Clock clock;
    private final List<String> faults = new ArrayList<>();

    ChannelReading(String source, GuardedHttp http, GuardedSockets sockets, TimeLimit limit, Clock clock) {
        this(ROOT, source, http, sockets, limit, clock);
    }

    ChannelReading(String root, String source, GuardedHttp http, GuardedSockets sockets, TimeLimit limit, Clock clock) {
        this.root = root;
        this.source = source;
        this.http = http;
        this.sockets = sockets;
        this.limit = limit;
        this.clock = clock;
    }

    /** Everything that was wrong so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The channel, or nothing and at least one fault. */
    Optional<Channel> read(String name, ChannelProperties properties) {
        int before = faults.size();
        if (!NAME.matcher(name).matches()) {
            faults.add(root + "." + name + ": a name has 1 to 40 small letters, digits and hyphens between them");
        }
        Channel channel = switch (String.valueOf(properties.type()).toLowerCase(Locale.ROOT)) {
            case "email" -> email(name, properties);
            case "slack" -> slack(name, properties);
            case "webhook" -> webhook(name, properties);
            default -> {
                fault(name, "type", "is email, slack or webhook");
                yield null;
            }
        };
        return faults.size() == before ? Optional.ofNullable(channel) : Optional.empty();
    }

    private @Nullable Channel slack(String name, ChannelProperties properties) {
        requireOnly(name, properties, OF_SLACK);
        Optional<URI> url = webhooks(name).url(properties.url(), properties.encryption());
        return url.isPresent() ? new SlackChannel(name, url.get(), http) : null;
    }

    private @Nullable Channel webhook(String name, ChannelProperties properties) {
        requireOnly(name, properties, OF_WEBHOOKS);
        Optional<URI> url = webhooks(name).url(properties.url(), properties.encryption());
        Optional<WebhookSignature> signature = webhooks(name).signature(properties.secret());
        return url.isPresent() && signature.isPresent()
                ? new SignedWebhookChannel(name, new SignedWebhook(url.get(), source, signature.get(), http, clock))
                : null;
    }

    private @Nullable Channel email(String name, ChannelProperties properties) {
        requireOnly(name, properties, OF_MAIL);
        Encryption encryption = encryption(name, properties);
        String host = properties.host();
        if (host == null || !HOST.matcher(host).matches()) {
            fault(name, "host", "is a mail server's name");
        }
        int port = port(name, properties, encryption);
        if ((properties.username() == null) != (properties.password() == null)) {
            fault(name, properties.username() == null ? "username" : "password", "goes with the other one");
        }
        if (encryption == Encryption.NONE && properties.password() != null) {
            fault(name, "password", "is not sent over a connection that is not encrypted");
        }
        InternetAddress from = address(name, "from", properties.from());
        List<InternetAddress> to = recipients(name, properties);
        return host == null || from == null
                ? null
                : new EmailChannel(
                        name,
                        new MailSettings(
                                host, port, encryption, properties.username(), properties.password(), from, to),
                        sockets,
                        limit,
                        clock);
    }

    private Encryption encryption(String name, ChannelProperties properties) {
        String encryption = properties.encryption();
        return switch (encryption == null ? "starttls" : encryption.toLowerCase(Locale.ROOT)) {
            case "starttls" -> Encryption.STARTTLS;
            case "tls" -> Encryption.TLS;
            case "none" -> Encryption.NONE;
            default -> {
                fault(name, "encryption", "is starttls, tls or none");
                yield Encryption.STARTTLS;
            }
        };
    }

    private int port(String name, ChannelProperties properties, Encryption encryption) {
        String port = properties.port();
        if (port == null) {
            return encryption.usualPort();
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            fault(name, "port", "is a number from 1 to 65535");
            return encryption.usualPort();
        }
        return Integer.parseInt(port);
    }

    private List<InternetAddress> recipients(String name, ChannelProperties properties) {
        List<String> to = properties.to() == null ? List.of() : properties.to();
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            fault(name, "to", "has 1 to " + MOST_RECIPIENTS + " addresses");
        }
        List<InternetAddress> recipients = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            InternetAddress address = address(name, "to[" + i + "]", to.get(i));
            if (address != null) {
                recipients.add(address);
            }
        }
        return recipients;
    }

    private @Nullable InternetAddress address(String name, String property, @Nullable String written) {
        try {
            if (written == null || written.codePoints().anyMatch(Character::isISOControl)) {
                throw new AddressException();
            }
            InternetAddress[] addresses = InternetAddress.parse(written, true);
            if (addresses.length != 1 || addresses[0].isGroup()) {
                throw new AddressException();
            }
            InternetAddress address = addresses[0];
            address.validate();
            if (!PRINTABLE_ASCII.matcher(address.getAddress()).matches()
                    || !address.getAddress().contains("@")) {
                throw new AddressException();
            }
            if (address.getPersonal() != null) {
                address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
            }
            return address;
        } catch (AddressException | UnsupportedEncodingException e) {
            fault(name, property, "is one mail address, itself in ASCII, such as Releases <releases@example.com>");
            return null;
        }
    }

    private WebhookReading webhooks(String name) {
        return new WebhookReading((property, expected) -> fault(name, property, expected));
    }

    private void requireOnly(String name, ChannelProperties properties, Set<String> known) {
        properties.given().stream()
                .filter(property -> !known.contains(property))
                .sorted()
                .forEach(property -> fault(name, property, "is not a property of this type of channel"));
    }

    private void fault(String name, String property, String expected) {
        faults.add(root + "." + name + "." + property + ": " + expected);
    }
}
