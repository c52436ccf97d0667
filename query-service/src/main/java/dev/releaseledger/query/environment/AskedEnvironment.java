package dev.releaseledger.query.environment;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what the queries of an environment ask about. */
@Component
final class AskedEnvironment {
    private static final int MOST_NAMES = 50;

    private final Environments environments;
    private final Entries entries;

    AskedEnvironment(Environments environments, Entries entries) {
        this.environments = environments;
        this.entries = entries;
    }

    /**
     * The products that a query is about; empty for all.
     *
     * @throws ProblemException when the reader may read none of them
     */
    static Optional<Set<String>> products(Reader reader, Optional<String> product) {
        product.ifPresent(named -> reader.require(Right.READ, named));
        Set<String> readable = reader.products(Right.READ);
        if (readable.isEmpty()) {
            reader.requireEverywhere(Right.READ);
        }
        return product.map(Set::of)
                .or(() -> reader.mayEverywhere(Right.READ) ? Optional.empty() : Optional.of(readable));
    }

    /** What a moment lets see; without one everything that is projected. A position that is not projected is a fault. */
    Cut cut(Head head, QueryParameters query, String name, @Nullable Moment moment, boolean claimed) {
        long last = head.nextPosition() - 1;
        return switch (moment) {
            case null -> new Cut(last, null);
            case Moment.Position position -> {
                if (position.position() > last) {
                    query.fault(name, "not projected yet", "a position below " + head.nextPosition());
                }
                yield new Cut(position.position(), null);
            }
            case Moment.Time time ->
                claimed
                        ? new Cut(last, time.time())
                        : new Cut(entries.lastBy(head.generation(), head.nextPosition(), time.time()), null);
        };
    }

    /**
     * Insists that one of the reader's products was ever deployed to this environment.
     *
     * @throws ProblemException when none was, saying where they were
     */
    void require(Generation generation, String name, Reader reader) {
        Optional<Set<String>> readable = products(reader, Optional.empty());
        // What holds a NUL is no name, and PostgreSQL takes none.
        boolean known = name.indexOf('\0') < 0
                && !environments
                        .places(generation, Optional.of(name), readable, -1, Long.MAX_VALUE, 1)
                        .isEmpty();
        if (!known) {
            List<String> names = environments.names(generation, readable, MOST_NAMES + 1);
            throw new ProblemException(Problem.NOT_FOUND.detail(
                    "nothing was ever deployed to an environment of this name; "
                            + (names.isEmpty()
                                    ? "there is none yet"
                                    : "there are "
                                            + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                                            + (names.size() > MOST_NAMES ? ", …" : ""))));
        }
    }
}
