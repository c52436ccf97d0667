package dev.releaseledger.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A release's gates, as the query service shows them and as the command service opens them. */
public final class Gates {
    private final Ledger ledger;
    private final UUID release;
    private final Caller reader;
    private Standing shown = new Standing(Map.of());

    public Gates(Ledger ledger, UUID release) {
        this.ledger = ledger;
        this.release = release;
        this.reader = ledger.as("the-auditor", "auditor");
    }

    /** The gates by stage, in the order of stages, once this position is projected. */
    public Standing shown(long position) {
        Map<String, JsonNode> byStage = new LinkedHashMap<>();
        reader.get(Team.path(release, "gates?after=" + position))
                .expect(200)
                .json()
                .required("gates")
                .forEach(gate -> byStage.put(gate.required("stage").asString(), gate));
        assertThat(byStage.keySet()).containsExactly("DEVELOPMENT", "QA", "STAGING", "PRODUCTION", "POST_RELEASE");
        return new Standing(byStage);
    }

    /**
     * The gates as they are shown after what was accepted last, and as they are answered: every stage whose gate says that it
     * refuses is asked to be approved, and what that answered was what was shown, the same rules in the same words.
     */
    public Standing after(Answer accepted) {
        return after(accepted.position());
    }

    /** The same after everything up to a position. */
    public Standing after(long position) {
        shown = shown(position);
        shown.byStage().forEach((stage, gate) -> {
            JsonNode refusal = gate.required("refusal");
            if (!refusal.isEmpty()) {
                Answer answer = approve(stage, gate).requireProblem();
                assertThat(answer.json().path("violations")).as("%s", answer).isEqualTo(refusal);
            }
        });
        return shown;
    }

    /** The gates after one more approval of a stage whose gate refused nobody; it must be taken. */
    public Standing afterApproving(String stage) {
        shown.isShut(stage).refuse(stage);
        return after(approve(stage, shown.gate(stage)).expect(200));
    }

    /** By somebody new, who has every role that the gate names and nothing to do with the release. */
    private Answer approve(String stage, JsonNode gate) {
        String[] roles = gate.at("/approvals/roles")
                .valueStream()
                .map(JsonNode::asString)
                .toArray(String[]::new);
        return ledger.as("approver-" + UUID.randomUUID(), roles)
                .post(Team.path(release, "stages/" + stage + "/approve"), Map.of());
    }

    /** How all gates stood at one time. */
    public record Standing(Map<String, JsonNode> byStage) {

        /** One of them. */
        public JsonNode gate(String stage) {
            return Objects.requireNonNull(byStage.get(stage), stage);
        }

        /** What one gate refuses with, each as the rule's name, a colon and its words; nothing where it refuses nobody. */
        public Standing refuse(String stage, String... refusals) {
            assertThat(refusals(stage)).as(stage).containsExactly(refusals);
            return this;
        }

        /** The same for a single refusal, as a pattern. */
        public Standing refuseLike(String stage, String pattern) {
            assertThat(refusals(stage)).as(stage).singleElement().asString().matches(pattern);
            return this;
        }

        public Standing isOpen(String stage) {
            assertThat(standing(stage)).as(stage).isEqualTo("OPEN");
            assertThat(refusals(stage)).as(stage).isEmpty();
            return this;
        }

        public Standing isShut(String stage) {
            assertThat(standing(stage)).as(stage).isEqualTo("SHUT");
            return this;
        }

        private String standing(String stage) {
            return gate(stage).required("standing").asString();
        }

        private List<String> refusals(String stage) {
            Stream<JsonNode> refusals = gate(stage).required("refusal").valueStream();
            return refusals.map(each -> each.required("rule").asString() + ": "
                            + each.required("reason").asString())
                    .toList();
        }
    }
}
