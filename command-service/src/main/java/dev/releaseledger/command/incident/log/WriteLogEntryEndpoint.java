package dev.releaseledger.command.incident.log;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Writes incident logs. */
@RestController
final class WriteLogEntryEndpoint {
    private final Answers answers;

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    WriteLogEntryEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What is written, as Markdown; {@code id} where the caller wants to choose it, {@code at} when it happened, {@code corrects} the entry that it corrects, {@code positions} the entries of the ledger that it points at. */
    record Body(
            @Nullable UUID id,
            @Text String text,
            @Nullable Instant at,
            @Nullable UUID corrects,

            @Nullable @Size(max = 100, message = "at most 100 positions")
            List<Long> positions,

            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Write something in an incident's log",
            description =
                    "Nothing is ever edited there: a correction is another entry that names the one that it corrects.")
    @PostMapping("/v1/incidents/{id}/log")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID entryId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new WriteLogEntry(
                        id,
                        entryId,
                        body.text(),
                        body.at(),
                        body.corrects(),
                        body.positions() == null ? List.of() : body.positions(),
                        body.occurredAt()),
                entryId,
                "/v1/incidents/" + id + "/log/" + entryId);
    }
}
