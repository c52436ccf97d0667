package dev.releaseledger.query.ledger;

import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.settings.PinnedKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may know of the ledger: its size, its root, and who says so. */
@RestController
@Tag(name = "ledger")
class LedgerEndpoint {
    private final LedgerTree tree;
    private final Generations generations;
    private final PinnedKeys pinned;

    LedgerEndpoint(LedgerTree tree, Generations generations, PinnedKeys pinned) {
        this.tree = tree;
        this.generations = generations;
        this.pinned = pinned;
    }

    @GetMapping(path = "/ledger/checkpoint", produces = "text/plain")
    @Operation(
            summary =
                    "The newest signed checkpoint whose tree was built again here, entry by entry; with a quorum of witnesses"
                            + " configured, the newest that has it",
            description =
                    "C2SP tlog-checkpoint, with the cosignatures that witnesses gave for it (C2SP tlog-cosignature). Public."
                            + " Keep one elsewhere, and nobody can rewrite what it covers unnoticed.")
    ResponseEntity<String> checkpoint() {
        ServedCheckpoint preferred = tree.preferredAlone(generations.active()).orElseThrow(Answers::noCheckpoint);
        return ResponseEntity.ok()
                .contentType(Answers.TEXT)
                .cacheControl(CacheControl.noCache())
                .body(preferred.note().format());
    }

    @GetMapping(path = "/ledger/keys", produces = "text/plain")
    @Operation(
            summary = "The keys whose checkpoints this service believes, one C2SP verifier key a line",
            description =
                    "Public. Compare them with what you were given another way; a key that is only learnt here proves"
                            + " nothing.")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok().contentType(Answers.TEXT).body(pinned.text());
    }
}
