package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Link;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Archives flags. */
@RestController
final class ArchiveFlagEndpoint {
    private final Answers answers;

    ArchiveFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** A link to what there is to know about it, and the digest of that. */
    record Body(
            @Link String documentation, @Nullable @Digest String digest) {}

    @Operation(summary = "Do nothing more with a flag")
    @PostMapping("/v1/flags/{id}/archive")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new ArchiveFlag(id, body.documentation(), body.digest()), id);
    }
}
