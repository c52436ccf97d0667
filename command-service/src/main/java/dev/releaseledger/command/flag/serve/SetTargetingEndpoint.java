package dev.releaseledger.command.flag.serve;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.FlagFault;
import dev.releaseledger.events.flag.TargetingFaults;
import dev.releaseledger.events.flag.TargetingRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes whom flags serve what. */
@RestController
final class SetTargetingEndpoint {
    private final Answers answers;

    SetTargetingEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The rules, of which the first that matches is followed; they take the place of all those before. */
    record Body(
            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description =
                                            "Rules with id, when and serve. A condition is {all}, {any}, {not}, or"
                                                    + " {attribute, operator, values}"),
                    schema = @Schema(type = "object"),
                    maxItems = TargetingFaults.MOST_RULES)
            JsonNode rules) {}

    @Operation(summary = "Say whom a flag serves what, whatever its rollout has reached")
    @PostMapping("/v1/flags/{id}/targeting")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        List<FlagFault> faults = TargetingFaults.in(body.rules());
        if (!faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults.stream()
                    .map(fault -> new Fault(fault.path(), fault.fault(), fault.expected()))
                    .toList()));
        }
        TargetingRule[] rules = EntryJson.mapper().treeToValue(body.rules(), TargetingRule[].class);
        return answers.to(asked, new SetTargeting(id, Arrays.asList(rules)), id);
    }
}
