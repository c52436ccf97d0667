package dev.releaseledger.auditor.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How sources are opened: the token and the settings for it. A mixin of commands that name their sources themselves. */
public class SourceAccess {
    /** The environment variable that a token may be in. */
    public static final String TOKEN = "RELEASE_LEDGER_TOKEN";

    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:" + TOKEN + "}",
            description =
                    "A bearer token that may read entries, for a log over HTTP. Others on this machine can see it;"
                            + " $" + TOKEN + " is not for them to see.")
    private @Nullable String token;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description = "Settings of the Kafka client, such as those of TLS, as Java properties.")
    private @Nullable Path kafkaSettings;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /**
     * Opens a source.
     *
     * @param named what the arguments name it by
     * @throws ParameterException if they name none
     * @throws IOException if it cannot be opened
     */
    public EntrySource open(String named) throws IOException {
        if (named.startsWith("http://") || named.startsWith("https://")) {
            String bearer = token == null || token.isBlank() ? null : token.strip();
            return named.endsWith(RawEntries.PATH) ? new RawEntries(uri(named), bearer) : new Tiles(uri(named), bearer);
        }
        if (named.startsWith("kafka://")) {
            URI uri = uri(named);
            String servers = uri.getRawAuthority();
            String topic = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            if (servers == null || topic.isEmpty() || topic.contains("/")) {
                throw new ParameterException(spec.commandLine(), "a topic is kafka://host:port/topic, not " + named);
            }
            return new KafkaTopic(servers, topic, kafkaSettings());
        }
        Path file = Path.of(named);
        return isZip(file) ? new EvidenceBundle(file) : new ExportFile(file);
    }

    private URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "not an address: " + text, e);
        }
    }

    private Map<String, String> kafkaSettings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (kafkaSettings != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(kafkaSettings)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }

    private static boolean isZip(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Arrays.equals(in.readNBytes(ZIP_MAGIC.length), ZIP_MAGIC);
        }
    }
}
