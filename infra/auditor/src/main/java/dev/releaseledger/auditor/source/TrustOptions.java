package dev.releaseledger.auditor.source;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.events.ledger.WitnessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say whom to believe; a mixin of every command that believes somebody. */
public final class TrustOptions {
    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description =
                    "A key of the log, as name+id+base64; may be repeated. Have it from somebody who does not keep the"
                            + " ledger.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--keys", paramLabel = "FILE", description = "Keys of the log, one a line.")
    private @Nullable Path keysFile;

    @Option(names = "--origin", paramLabel = "NAME", description = "The log that is meant (default: the keys' name).")
    private @Nullable String origin;

    @Option(
            names = "--witness",
            paramLabel = "WKEY",
            description =
                    "The key of a witness of the log, as name+id+base64; may be repeated. It has to have cosigned.")
    private List<String> witnesses = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private CommandSpec spec;

    /**
     * The pinned keys and the log that they are of; empty where no key was given.
     *
     * @throws ParameterException if something is not a key, the keys are of several logs and none was named, none is of
     *     the log that was named, or a witness is
     *     pinned without a key of the log
     */
    public Optional<Trust> trust() throws IOException {
        List<VerifierKey> pinned = new ArrayList<>();
        for (String key : texts()) {
            try {
                pinned.add(VerifierKey.parse(key));
            } catch (Malformed e) {
                throw new ParameterException(spec.commandLine(), "not a verifier key: " + e.getMessage(), e);
            }
        }
        List<WitnessKey> watching = new ArrayList<>();
        for (String key : witnesses) {
            try {
                watching.add(WitnessKey.parse(key));
            } catch (Malformed e) {
                throw new ParameterException(spec.commandLine(), "not the key of a witness: " + e.getMessage(), e);
            }
        }
        if (pinned.isEmpty()) {
            if (!watching.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--witness watches over a log: give its --key or --keys too");
            }
            return Optional.empty();
        }
        List<String> names = pinned.stream().map(VerifierKey::name).distinct().toList();
        if (origin == null && names.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the keys have several names: say --origin, one of " + String.join(", ", names));
        }
        String meant = origin == null ? names.getFirst() : origin;
        // A key that another log has pinned beside this one's says nothing of this one.
        List<VerifierKey> own =
                pinned.stream().filter(key -> key.name().equals(meant)).toList();
        if (own.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no key is pinned of --origin " + meant + ": the keys are of " + String.join(", ", names));
        }
        return Optional.of(new Trust(meant, own, watching));
    }

    /** Requires that nobody is named to believe, where nobody is to be believed: half a check would look like a whole one. */
    public void requireNoTrust(String option) {
        if (!keys.isEmpty() || keysFile != null || !witnesses.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), option + " checks no signature: leave out --key, --keys and --witness, or it");
        }
    }

    /** Like {@link #trust()}, where nothing can be done without. */
    public Trust requireTrust() throws IOException {
        return trust().orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "no key is pinned: give --key or --keys, from somebody who does not keep the ledger"));
    }

    /** The log that was named by itself, which needs no key; a {@link Trust} knows its own. */
    public Optional<String> origin() {
        return Optional.ofNullable(origin);
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>(keys);
        if (keysFile != null) {
            texts.addAll(Files.readAllLines(keysFile));
        }
        return texts.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
