package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.TlogProof;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Proofs, made for those who do not want to make them of tiles themselves. They prove the same, whoever made them. */
@RestController
@Tag(name = "ledger")
class ProofEndpoint {
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final LedgerTree tree;
    private final Generations generations;

    ProofEndpoint(LedgerTree tree, Generations generations) {
        this.tree = tree;
        this.generations = generations;
    }

    @GetMapping(path = "/ledger/proof/{position}", produces = "text/plain")
    @SecurityRequirements
    @Operation(
            summary = "Proves offline that the ledger has the entry at a position",
            description =
                    "C2SP tlog-proof: the entry's index, the hashes from its leaf to the root, and the signed"
                            + " checkpoint of that root, with its cosignatures. Public. The leaf itself is SHA-256(0x00 ‖ entry).",
            parameters = {
                @Parameter(name = "position", description = "the entry's position, from 0"),
                @Parameter(
                        name = "size",
                        description = "the proof in the tree of this many entries, of which there has to be a"
                                + " checkpoint; the newest one where it is left out, or the newest that has the quorum of"
                                + " witnesses where it covers the position")
            })
    ResponseEntity<String> proof(@PathVariable String position, HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request);
        long index = POSITION.matcher(position).matches() ? Long.parseLong(position) : -1;
        if (index < 0) {
            query.fault("position", "not understood", "a whole number from 0");
        }
        Optional<Long> size = query.number("size", 1);
        size.filter(asked -> index >= asked)
                .ifPresent(asked ->
                        query.fault("position", "not in a tree of " + asked + " entries", "a position below the size"));
        query.done();
        Generation generation = generations.active();
        ServedCheckpoint checkpoint = size.isEmpty()
                ? tree.preferred(generation)
                        .filter(preferred -> index < preferred.size())
                        .or(() -> tree.newest(generation))
                        .orElseThrow(Answers::noCheckpoint)
                : tree.checkpoint(generation, size.get()).orElseThrow(() -> noneOf(size.get(), generation));
        if (index >= checkpoint.size()) {
            throw Answers.notThere("the newest verified checkpoint covers " + checkpoint.size() + " entries; position "
                    + index + " is not among them yet");
        }
        InclusionProof proof = tree.inclusion(generation, index, checkpoint.size());
        // The same checkpoint may have more cosignatures later.
        return ResponseEntity.ok()
                .contentType(Answers.TEXT)
                .cacheControl(CacheControl.noCache())
                .body(TlogProof.of(proof, checkpoint.note()).format());
    }

    private ProblemException noneOf(long size, Generation generation) {
        long covered = tree.covered(generation);
        return Answers.notThere(
                "there is no verified checkpoint of exactly " + size + " entries; the newest covers " + covered);
    }

    @GetMapping(path = "/ledger/consistency", produces = "text/plain")
    @SecurityRequirements
    @Operation(
            summary = "Proves that a larger tree of the ledger extends a smaller one",
            description =
                    "The hashes of the proof (RFC 6962 section 2.1.2), in base64, one a line; none between equal sizes"
                            + " and from the empty tree. Public.",
            parameters = {
                @Parameter(name = "from", required = true, description = "the number of entries of the smaller tree"),
                @Parameter(
                        name = "to",
                        description = "the number of entries of the larger tree; that of the newest checkpoint where it"
                                + " is left out")
            })
    ResponseEntity<String> consistency(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request);
        Optional<Long> from = query.number("from", 0);
        Optional<Long> to = query.number("to", 0);
        if (!query.has("from")) {
            query.fault("from", "missing", "a whole number from 0");
        }
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            query.fault("from", "greater than to", "at most " + to.get());
        }
        query.done();
        Generation generation = generations.active();
        long covered = tree.covered(generation);
        long older = from.orElseThrow();
        long newer = to.orElse(covered);
        if (Math.max(older, newer) > covered) {
            throw Answers.notThere(
                    "the newest verified checkpoint covers " + covered + " entries, not " + Math.max(older, newer));
        }
        ConsistencyProof proof = tree.consistency(generation, older, newer);
        return ResponseEntity.ok()
                .contentType(Answers.TEXT)
                .header(HttpHeaders.CACHE_CONTROL, to.isPresent() ? Answers.FOR_EVER : "no-cache")
                .body(proof.hashes().stream()
                        .map(hash -> hash.toBase64() + "\n")
                        .collect(Collectors.joining()));
    }
}
