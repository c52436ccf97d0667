package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.HashTile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The hashes of the Merkle tree, in tiles: what anybody computes proofs from. */
@RestController
@Tag(name = "ledger")
class HashTileEndpoint {
    private final AskedTile asked;
    private final LedgerTree tree;

    HashTileEndpoint(AskedTile asked, LedgerTree tree) {
        this.asked = asked;
        this.tree = tree;
    }

    @GetMapping("/ledger/tile/**")
    @SecurityRequirements
    @Operation(
            summary = "A tile of the Merkle tree: up to 256 hashes of 32 bytes",
            description =
                    "C2SP tlog-tiles: /ledger/tile/<L>/<N>, and /ledger/tile/<L>/<N>.p/<W> for a partial tile, in every width"
                            + " that the tree has had up to the newest verified checkpoint. N is written in groups of three"
                            + " digits, all but the last after an x: tile 1234067 is x001/x234/067. Public, and never"
                            + " another content.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        AskedTile.Found<HashTile> found = asked.find(request, HashTile.class);
        byte[] hashes = tree.tile(found.generation(), found.tile());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, Answers.FOR_EVER)
                .eTag(Answers.tag(hashes, ""))
                .body(hashes);
    }
}
