package dev.releaseledger.command.execute;

import dev.releaseledger.command.execute.ExecutionOutcome.Accepted;
import dev.releaseledger.command.execute.ExecutionOutcome.Broke;
import dev.releaseledger.command.execute.ExecutionOutcome.Done;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.DocumentReader;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how an executor acknowledges, within the bounds that recorded evidence has. */
final class Acknowledgement {
    /** Bytes. No acknowledgement within its bounds is longer, however it is escaped; what is longer may have been cut. */
    private static final int LONGEST = 32 * 1024;

    private final Validator validator;

    Acknowledgement(Validator validator) {
        this.validator = validator;
    }

    /** What an executor may say of an execution that has ended. */
    private record Report(
            @Text @Size(max = 2_000) String summary,
            @Nullable @Link String link,
            @Nullable @Digest String digest) {}

    /** What a body says; nothing if it is no acknowledgement as it should be. */
    Optional<ExecutionOutcome> read(String body) {
        return document(body).flatMap(document -> switch (text(document, "status")
                .orElse("")) {
            case "accepted" -> Optional.of(new Accepted());
            case "done" -> report(document).map(report -> new Done(report.summary(), report.link(), report.digest()));
            case "failed" -> report(document).map(report -> new Broke(report.summary()));
            default -> Optional.empty();
        });
    }

    private static Optional<JsonNode> document(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(DocumentReader.json(bytes)).filter(JsonNode::isObject);
        } catch (RequestRejected e) {
            // It quotes what was sent; that it is no acknowledgement says enough.
            return Optional.empty();
        }
    }

    private Optional<Report> report(JsonNode document) {
        if (!isTextOrAbsent(document, "link") || !isTextOrAbsent(document, "digest")) {
            return Optional.empty();
        }
        return text(document, "summary")
                .map(summary -> new Report(
                        summary,
                        text(document, "link").orElse(null),
                        text(document, "digest").orElse(null)))
                .filter(report -> validator.validate(report).isEmpty());
    }

    private static boolean isTextOrAbsent(JsonNode document, String field) {
        return !document.hasNonNull(field) || text(document, field).isPresent();
    }

    /** A string that is Unicode: half of a surrogate pair could not be recorded. */
    private static Optional<String> text(JsonNode document, String field) {
        return Optional.ofNullable(document.get(field))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
}
