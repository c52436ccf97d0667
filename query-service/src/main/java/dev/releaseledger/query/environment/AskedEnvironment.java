package dev.releaseledger.query.environment;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.security.Reader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds what the queries of an environment ask about. */
@Component
final class AskedEnvironment {
    private static final int MOST_NAMES = 50;

    private final Environments environments;

    AskedEnvironment(Environments environments) {
        this.environments = environments;
    }

    /**
     * The products that a query is about; empty for all.
     *
     * @throws ProblemException when the reader may read none of them
     */
    static Optional<Set<String>> products(Reader reader, Optional<String> product) {
        Optional<Set<String>> readable = reader.readable(product);
        return product.map(Set::of).or(() -> readable);
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
