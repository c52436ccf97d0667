package dev.releaseledger.query.settings;

import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.WitnessKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The witnesses that are asked for cosignatures. Their keys are pinned by the configuration, never learnt from their answers.
 *
 * @param witnesses in the order of the configuration
 * @param quorum how many of them a checkpoint should have, to be preferred over a newer one; 0 where none is waited for
 */
public record PinnedWitnesses(List<Witness> witnesses, int quorum) {
    /** Nobody is asked. */
    public static final PinnedWitnesses NONE = new PinnedWitnesses(List.of(), 0);

    public PinnedWitnesses {
        witnesses = List.copyOf(witnesses);
    }

    /**
     * A witness.
     *
     * @param url the prefix that {@code /add-checkpoint} is added to
     * @param key what its cosignatures are verified with
     */
    public record Witness(URI url, WitnessKey key) {}

    /** The keys, in the order of the configuration. */
    public List<WitnessKey> keys() {
        return witnesses.stream().map(Witness::key).toList();
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong: a service that believes other witnesses than
     *     configured must not start
     */
    public static PinnedWitnesses parse(List<QuerySettings.Witness> settings, int quorum) {
        List<String> faults = new ArrayList<>();
        List<Witness> witnesses = new ArrayList<>();
        Set<WitnessKey> keys = new HashSet<>();
        for (int n = 0; n < settings.size(); n++) {
            String name = "release-ledger.witnesses[" + n + "]";
            URI url = url(name, settings.get(n).url(), faults);
            WitnessKey key = key(name, settings.get(n).key(), faults);
            if (key != null && !keys.add(key)) {
                faults.add(name + ".key is there twice");
            }
            if (url != null && key != null) {
                witnesses.add(new Witness(url, key));
            }
        }
        if (settings.size() > Cosignature.MAX_LINES) {
            faults.add("release-ledger.witnesses has at most " + Cosignature.MAX_LINES + ", not " + settings.size());
        }
        if (quorum < 0 || quorum > settings.size()) {
            faults.add("release-ledger.witnessing.quorum is from 0 to the number of witnesses, " + settings.size()
                    + ", not " + quorum);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new PinnedWitnesses(witnesses, quorum);
    }

    private static @Nullable URI url(String name, String text, List<String> faults) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean usable = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            if (usable) {
                return url;
            }
        } catch (URISyntaxException e) {
            faults.add(name + ".url cannot be read as a URL");
            return null;
        }
        faults.add(name + ".url is an http or https URL without credentials, query and fragment");
        return null;
    }

    private static @Nullable WitnessKey key(String name, String text, List<String> faults) {
        try {
            return WitnessKey.parse(text.strip());
        } catch (Malformed e) {
            faults.add(name + ".key: " + e.getMessage());
            return null;
        }
    }
}
