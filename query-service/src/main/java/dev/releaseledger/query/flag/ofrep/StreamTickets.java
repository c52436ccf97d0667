package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.security.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Lets browsers hear of changes, which cannot send a token along with that request: an address that this installation sealed,
 * good for as long as the token that it was made for. It tells that something changed, and nothing of what.
 */
@Component
final class StreamTickets {
    /** Tells a ticket from a place in a list. */
    private static final byte TICKET = 51;

    /** Whoever reads more products than this has names for hears of all. */
    private static final int LONGEST_PRODUCTS = 120;

    private static final int HEADER = 1 + Long.BYTES;

    private final Cursors cursors;

    StreamTickets(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * What somebody may hear.
     *
     * @param until when to ask again
     * @param products whether changes of a product's flags are told
     */
    record Ticket(Instant until, Predicate<String> products) {}

    /** The ticket for the token's reader: the same for the same token; empty where it does not say until when it is valid. */
    Optional<String> of(Authentication who) {
        Instant expires = expiryOf(who);
        if (expires == null) {
            return Optional.empty();
        }
        Reader reader = Reader.of(who);
        byte[] products =
                String.join("\n", new TreeSet<>(reader.products(Right.READ))).getBytes(StandardCharsets.UTF_8);
        byte[] told = reader.mayEverywhere(Right.READ) || products.length > LONGEST_PRODUCTS ? new byte[0] : products;
        return Optional.of(cursors.seal(ByteBuffer.allocate(HEADER + told.length)
                .put(TICKET)
                .putLong(expires.getEpochSecond())
                .put(told)
                .array()));
    }

    /** Until when a ticket for this reader is good: for as long as the token; null where it does not say. */
    static @Nullable Instant expiryOf(Authentication who) {
        return who.getPrincipal() instanceof Jwt jwt ? jwt.getExpiresAt() : null;
    }

    /** What a ticket lets hear; null where it is none. */
    @Nullable
    Ticket open(String text) {
        byte[] bytes = cursors.open(text);
        if (bytes == null || bytes.length < HEADER || bytes[0] != TICKET) {
            return null;
        }
        Instant until = Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(1));
        String told = new String(bytes, HEADER, bytes.length - HEADER, StandardCharsets.UTF_8);
        Set<String> products = Set.of(told.split("\n"));
        return new Ticket(until, product -> told.isEmpty() || products.contains(product));
    }
}
