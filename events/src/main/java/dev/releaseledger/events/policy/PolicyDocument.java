package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Rights;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Policies as JSON documents. A document may be short: a field that is left out (or null) means what its record says, and a
 * section of the policy that is left out as a whole ({@code stages}, {@code hotfix}, …) is the default policy's.
 */
public final class PolicyDocument {
    private PolicyDocument() {}

    /** What reading a document led to. */
    public sealed interface Reading {
        /** A policy without a fault. */
        record Whole(ReleasePolicy policy) implements Reading {}

        /** Everything that is wrong, at most a hundred faults. */
        record Faulty(List<PolicyFault> faults) implements Reading {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * Reads a document whole.
     *
     * @param document as it was written; it is not changed
     * @param version the version that the policy is to have; a document that names another is at fault
     */
    public static Reading read(JsonNode document, int version) {
        RecordReader reader = new RecordReader();
        ReleasePolicy policy = reader.read(completed(document, version), ReleasePolicy.class);
        List<PolicyFault> malformed = reader.faults();
        List<PolicyFault> faults = Stream.of(
                        malformed, otherVersion(document, version), PolicyFaults.besides(malformed, policy))
                .flatMap(List::stream)
                .limit(RecordReader.MOST_FAULTS)
                .toList();
        return faults.isEmpty() ? new Reading.Whole(policy) : new Reading.Faulty(faults);
    }

    /** The policy as a document that leaves nothing out. */
    public static JsonNode write(ReleasePolicy policy) {
        return EntryJson.mapper().readTree(EntryJson.mapper().writeValueAsBytes(policy));
    }

    /**
     * The policy of a document that was accepted once: what bounds it keeps today is not asked again.
     *
     * @throws IllegalArgumentException when it has not the shape of a policy
     */
    static ReleasePolicy recorded(JsonNode document, int version) {
        return shaped(completed(document, version));
    }

    /** The policy of a document that leaves out no section. */
    static ReleasePolicy shaped(JsonNode document) {
        RecordReader reader = new RecordReader();
        ReleasePolicy policy = reader.read(inContext(document), ReleasePolicy.class);
        if (!reader.faults().isEmpty()) {
            throw new IllegalArgumentException("this is no policy: " + PolicyFault.inWords(reader.faults()));
        }
        return policy;
    }

    private static JsonNode completed(JsonNode document, int version) {
        if (!document.isObject()) {
            return document;
        }
        ObjectNode whole = (ObjectNode) document.deepCopy();
        for (Map.Entry<String, JsonNode> section :
                write(PolicyBook.defaultPolicy()).properties()) {
            if (!whole.hasNonNull(section.getKey())) {
                whole.set(section.getKey(), section.getValue());
            }
        }
        whole.put("version", version);
        return inContext(whole);
    }

    private static List<PolicyFault> otherVersion(JsonNode document, int version) {
        JsonNode named = document.get("version");
        boolean other = named != null && !named.isNull() && !(named.isInt() && named.intValue() == version);
        return other
                ? List.of(new PolicyFault(
                        "version", "is " + RecordReader.shown(named.toString()), "the next version, " + version))
                : List.of();
    }

    /** Says what is left out because the stage that it stands in tells. */
    private static JsonNode inContext(JsonNode document) {
        JsonNode whole = document.deepCopy();
        for (JsonNode each : whole.path("stages")) {
            if (each instanceof ObjectNode stage) {
                Stage own = stage(stage.path("stage"), Stage.DEVELOPMENT);
                stage.path("criteria").forEach(criterion -> completeCriterion(criterion, own));
                if (!stage.hasNonNull("approval")) {
                    stage.putObject("approval");
                }
                completeApproval(stage.path("approval"), own);
                for (JsonNode approval : stage.path("approvalOf")) {
                    completeFrom(approval, stage.path("approval"));
                    completeApproval(approval, own);
                }
            }
        }
        return whole;
    }

    private static void completeCriterion(JsonNode node, Stage own) {
        if (node instanceof ObjectNode criterion) {
            if (!criterion.hasNonNull("gate")) {
                criterion.put("gate", own.name());
            }
            if (!criterion.hasNonNull("boundToContent")) {
                boolean bound = stage(criterion.path("gate"), own).compareTo(Stage.STAGING) <= 0;
                criterion.put("boundToContent", bound);
            }
        }
    }

    /** What the approval of one kind of release leaves out is as in the stage's own. */
    private static void completeFrom(JsonNode node, JsonNode own) {
        if (node instanceof ObjectNode approval) {
            own.properties().stream()
                    .filter(field -> !approval.hasNonNull(field.getKey()))
                    .forEach(field -> approval.set(field.getKey(), field.getValue()));
        }
    }

    private static void completeApproval(JsonNode node, Stage own) {
        if (node instanceof ObjectNode approval) {
            if (!approval.hasNonNull("roles")) {
                ArrayNode roles = approval.putArray("roles");
                RoleTable.standard().rolesWith(Rights.toApprove(own)).stream()
                        .map(Role::claim)
                        .forEach(roles::add);
            }
            if (!approval.hasNonNull("differsFrom")) {
                ArrayNode differsFrom = approval.putArray("differsFrom");
                if (own == Stage.PRODUCTION) {
                    differsFrom.add(Involved.PLANNER.name()).add(Involved.AUTHORS.name());
                }
            }
        }
    }

    private static Stage stage(JsonNode name, Stage otherwise) {
        for (Stage stage : Stage.values()) {
            if (name.isString() && name.stringValue().equals(stage.name())) {
                return stage;
            }
        }
        return otherwise;
    }
}
