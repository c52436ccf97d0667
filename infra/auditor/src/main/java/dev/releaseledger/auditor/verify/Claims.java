package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.release.ReleaseClaims;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which stream holds what only one may hold, as the entries so far tell it. */
final class Claims {
    private final Map<String, String> holders = new HashMap<>();

    /** Takes claims for a stream, and says which of them another holds. */
    List<String> take(String stream, Collection<String> claims) {
        return claims.stream()
                .filter(claim -> {
                    String holder = holders.putIfAbsent(claim, stream);
                    return holder != null && !holder.equals(stream);
                })
                .toList();
    }

    void free(String stream, List<String> claims) {
        claims.forEach(claim -> holders.remove(claim, stream));
    }

    /** Takes and frees what an event of a release does. */
    List<String> follow(String stream, ReleaseClaims claims) {
        List<String> taken = take(stream, claims.takes());
        free(stream, claims.frees());
        return taken;
    }

    Optional<String> holder(String claim) {
        return Optional.ofNullable(holders.get(claim));
    }
}
