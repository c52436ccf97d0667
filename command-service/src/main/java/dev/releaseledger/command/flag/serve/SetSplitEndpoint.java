package dev.releaseledger.command.flag.serve;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagVariant;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes how those whom rollouts reached are divided. */
@RestController
final class SetSplitEndpoint {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(Flag.EVERYBODY);

    private final Answers answers;

    SetSplitEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The share of each variant in basis points, 10,000 together. */
    record Body(
            @Size(min = 1, max = FlagVariant.MOST, message = "1 to " + FlagVariant.MOST + " variants")
            Map<String, BigDecimal> weights) {}

    @Operation(summary = "Say how those whom the rollout reached are divided over the variants")
    @PostMapping("/v1/flags/{id}/split")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new SetSplit(id, weights(body.weights())), id);
    }

    private static Map<String, Integer> weights(Map<String, BigDecimal> sent) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> weights = new TreeMap<>();
        sent.forEach((variant, weight) -> {
            if (weight.signum() < 0
                    || weight.compareTo(WHOLE) > 0
                    || weight.stripTrailingZeros().scale() > 0) {
                faults.add(new Fault(
                        "weights." + variant, "is " + weight, "a whole number of basis points from 0 to " + WHOLE));
            } else {
                weights.put(variant, weight.intValueExact());
            }
        });
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        if (faults.isEmpty() && sum != Flag.EVERYBODY) {
            faults.add(new Fault("weights", "add up to " + sum, WHOLE + " basis points together"));
        }
        if (!faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults));
        }
        return weights;
    }
}
