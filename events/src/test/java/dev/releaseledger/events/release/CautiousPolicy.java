package dev.releaseledger.events.release;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.ReleasePolicy;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Policies that ask for more, or allow less, than the default. */
public final class CautiousPolicy {
    private static final JsonMapper MAPPER = new JsonMapper();

    private CautiousPolicy() {}

    /** The default policy, but nothing is rolled out batch by batch. */
    public static ReleasePolicy withoutRolling() {
        return where("/strategies", "[\"BLUE_GREEN\", \"CANARY\"]");
    }

    /** The default policy, but with another value in this place of its document. */
    public static ReleasePolicy where(String pointer, String json) {
        return policy(document(pointer, json));
    }

    /** The default policy, but with other values in these two places of its document. */
    public static ReleasePolicy where(String pointer, String json, String another, String other) {
        JsonNode document = document(pointer, json);
        set(document, another, other);
        return policy(document);
    }

    /** The document of the default policy, but with another value in this place. */
    public static JsonNode document(String pointer, String json) {
        JsonNode document = PolicyDocument.write(PolicyBook.defaultPolicy());
        ((ObjectNode) document).remove("version");
        set(document, pointer, json);
        return document;
    }

    private static void set(JsonNode document, String pointer, String json) {
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) document.at(place.head())).set(place.last().getMatchingProperty(), MAPPER.readTree(json));
    }

    /** The policy of a document without a fault, as a product's first. */
    public static ReleasePolicy policy(JsonNode document) {
        return switch (PolicyDocument.read(document, 2)) {
            case PolicyDocument.Reading.Whole whole -> whole.policy();
            case PolicyDocument.Reading.Faulty faulty ->
                throw new IllegalArgumentException(faulty.faults().toString());
        };
    }
}
