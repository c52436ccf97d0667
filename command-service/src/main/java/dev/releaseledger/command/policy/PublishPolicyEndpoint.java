package dev.releaseledger.command.policy;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.security.TokenCaller;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyFault;
import dev.releaseledger.events.policy.ReleasePolicy;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes a product's rules, and says what is wrong with some before they are published. The body is the policy itself, as
 * JSON or YAML; beside the policy's sections it may have a {@code comment}, why the rules change.
 */
@RestController
final class PublishPolicyEndpoint {
    private static final String PRODUCT = "/v1/policies/{product:[a-z0-9][a-z0-9-]{0,62}}";
    private static final int LONGEST_COMMENT = 2_000;

    private final Answers answers;
    private final Policies policies;

    PublishPolicyEndpoint(Answers answers, Policies policies) {
        this.answers = answers;
        this.policies = policies;
    }

    /**
     * What a policy would be told.
     *
     * @param product whose it is to be
     * @param version the version that would be published with it
     * @param faults everything that is wrong with it; empty where it may be published
     */
    record Checked(String product, int version, List<PolicyFault> faults) {}

    @Operation(summary = "Publish the next version of a product's policy")
    @PostMapping(
            path = PRODUCT,
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE})
    ResponseEntity<byte[]> publish(@PathVariable String product, @RequestBody JsonNode sent, Asked asked) {
        JsonNode document = withoutComment(sent);
        Integer version = version(document);
        PolicyDocument.Reading read = PolicyDocument.read(document, version == null ? next(product) : version);
        List<PolicyFault> faults = faults(read, sent);
        if (!(read instanceof PolicyDocument.Reading.Whole(ReleasePolicy policy)) || !faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults.stream()
                    .map(fault -> new Fault(fault.path(), fault.fault(), fault.expected()))
                    .toList()));
        }
        return answers.creating(
                asked, new PublishPolicy(product, policy, version, comment(sent)), product, "/v1/policies/" + product);
    }

    @Operation(summary = "What is wrong with a policy; nothing is recorded")
    @PostMapping(
            path = PRODUCT + "/check",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE})
    Checked check(@PathVariable String product, @RequestBody JsonNode sent) {
        if (!RoleTable.standard().grants(TokenCaller.current().grants().forProduct(product), Right.READ)) {
            throw new RequestRejected(
                    Problem.of(403, "forbidden", "Forbidden", "this takes a role that may read the product"));
        }
        int next = next(product);
        return new Checked(product, next, faults(PolicyDocument.read(withoutComment(sent), next), sent));
    }

    private static List<PolicyFault> faults(PolicyDocument.Reading read, JsonNode sent) {
        List<PolicyFault> faults = switch (read) {
            case PolicyDocument.Reading.Whole whole -> new ArrayList<>();
            case PolicyDocument.Reading.Faulty faulty -> new ArrayList<>(faulty.faults());
        };
        if (comment(sent) == null && sent.hasNonNull("comment")) {
            faults.add(new PolicyFault(
                    "comment", "is not as it should be", "a text of at most " + LONGEST_COMMENT + " characters"));
        }
        return faults;
    }

    private int next(String product) {
        return policies.current(product).policy().version() + 1;
    }

    /** The version that the document names; whether it is the product's next is for the rules to say. */
    private static @Nullable Integer version(JsonNode document) {
        JsonNode named = document.get("version");
        return named != null && named.isInt() ? named.intValue() : null;
    }

    private static JsonNode withoutComment(JsonNode sent) {
        return sent instanceof ObjectNode document ? document.deepCopy().without("comment") : sent;
    }

    /** The comment, where there is one as it should be. */
    private static @Nullable String comment(JsonNode sent) {
        JsonNode comment = sent.get("comment");
        return comment != null && comment.isString() && comment.stringValue().length() <= LONGEST_COMMENT
                ? comment.stringValue()
                : null;
    }
}
