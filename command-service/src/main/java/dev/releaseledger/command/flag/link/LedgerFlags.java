package dev.releaseledger.command.flag.link;

import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The flags that the ledger has, by their keys. A key that it does not have belongs to another system of flags. */
@Component
public final class LedgerFlags {
    private final Claims claims;
    private final StreamStates<FlagState> flags;

    LedgerFlags(Claims claims, StreamStates<FlagState> flags) {
        this.claims = claims;
        this.flags = flags;
    }

    /**
     * The flags of a product, by those of these keys that one has, in the order of the keys.
     *
     * @throws dev.releaseledger.command.append.LedgerUnavailable when the database does not answer
     */
    public Map<String, UUID> of(String product, Set<String> keys) {
        Map<String, UUID> found = new LinkedHashMap<>();
        for (String key : new TreeSet<>(keys)) {
            of(product, key).ifPresent(flagId -> found.put(key, flagId));
        }
        return found;
    }

    /**
     * How a flag stands, with all that was said of it until now.
     *
     * @throws dev.releaseledger.command.append.LedgerUnavailable when the database does not answer
     */
    public FlagState now(UUID flagId) {
        String stream = FlagEvent.stream(flagId);
        flags.forget(stream);
        return flags.of(stream).state();
    }

    private Optional<UUID> of(String product, String key) {
        return claims.holder(FlagClaims.key(key))
                .filter(stream -> flags.of(stream).state() instanceof Flag flag
                        && flag.product().equals(product))
                .map(stream -> UUID.fromString(stream.substring(stream.indexOf('/') + 1)));
    }
}
