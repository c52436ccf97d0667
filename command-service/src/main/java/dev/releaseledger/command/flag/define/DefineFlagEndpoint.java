package dev.releaseledger.command.flag.define;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.rest.Product;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.flag.FlagKey;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.policy.FlagType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Defines flags. */
@RestController
final class DefineFlagEndpoint {
    private static final int SALT_BYTES = 16;

    private final Answers answers;
    private final Directory directory;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final SecureRandom random = new SecureRandom();

    DefineFlagEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /**
     * What code asks for it by, what it is for and what it can serve; {@code id} where the caller wants to choose it, {@code
     * ends} for a type that is temporary, {@code releaseId} where a release brings its code.
     */
    record Body(
            @Nullable UUID id,

            @Pattern(
                    regexp = FlagKey.FORM,
                    message = "1 to 100 lower-case letters, digits, dots, underscores or hyphens, beginning with a"
                            + " letter or digit")
            String key,

            @Product String product,
            FlagType type,
            @Text String purpose,
            @Person String owner,
            FlagValueType valueType,

            @Size(min = 1, max = FlagVariant.MOST, message = "1 to " + FlagVariant.MOST + " variants")
            List<VariantBody> variants,

            @Id String onVariant,
            @Id String offVariant,
            @Nullable LocalDate ends,
            @Nullable UUID releaseId) {}

    /** Something that it can serve. */
    record VariantBody(
            @Id String name,

            @Schema(types = {"boolean", "string", "number", "object"})
            JsonNode value) {}

    @Operation(summary = "Define a feature flag")
    @PostMapping("/v1/flags")
    ResponseEntity<byte[]> take(@RequestBody Body body, Asked asked) {
        UUID id = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new DefineFlag(
                        id,
                        body.key(),
                        body.product(),
                        body.type(),
                        body.purpose(),
                        directory.idOf(body.owner()),
                        body.valueType(),
                        body.variants().stream()
                                .map(variant -> new FlagVariant(variant.name(), variant.value()))
                                .toList(),
                        body.onVariant(),
                        body.offVariant(),
                        salt(),
                        body.ends(),
                        body.releaseId()),
                id,
                "/v1/flags/" + id);
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
