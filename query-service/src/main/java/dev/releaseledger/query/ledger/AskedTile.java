package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.TilePath;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the tile that a request asks for, by its one path, in the tree that the newest checkpoint covers. */
@Component
final class AskedTile {
    private static final String PREFIX = "/ledger/";

    private final LedgerTree tree;
    private final Generations generations;

    AskedTile(LedgerTree tree, Generations generations) {
        this.tree = tree;
        this.generations = generations;
    }

    /**
     * A tile that is there.
     *
     * @param generation the generation that has it
     */
    record Found<T extends TilePath>(Generation generation, T tile) {}

    /**
     * The tile that is asked for.
     *
     * @param kind what the endpoint serves; another kind has another endpoint
     */
    <T extends TilePath> Found<T> find(HttpServletRequest request, Class<T> kind) {
        QueryParameters query = QueryParameters.of(request);
        TilePath tile = tile(request, query);
        query.done();
        Generation generation = generations.active();
        long size = tree.covered(generation);
        if (tile == null || !kind.isInstance(tile) || !tile.isIn(size)) {
            throw Answers.notThere("the newest verified checkpoint covers " + size
                    + " entries, and no tree of so many has this tile in this width");
        }
        return new Found<>(generation, kind.cast(tile));
    }

    /** By the address as it was sent: another spelling of the same path is not the path. */
    private static @Nullable TilePath tile(HttpServletRequest request, QueryParameters query) {
        String path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        try {
            return TilePath.parse(path);
        } catch (Malformed e) {
            query.fault(
                    "path",
                    String.valueOf(e.getMessage()),
                    "tile/<level, 0 to 63>/<index> or tile/entries/<index>, the index in groups of three digits, all but"
                            + " the last after an x, such as x001/x234/067, and for a partial tile .p/<width, 1 to 255>");
            return null;
        }
    }
}
