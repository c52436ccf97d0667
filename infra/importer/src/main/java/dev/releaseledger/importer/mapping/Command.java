package dev.releaseledger.importer.mapping;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of the command service about one release: a record's components are the fields of the call's JSON body, but
 * for those that stand in its path.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Command {

    /** What tells this call from the others about its release; the same in every run over the same history. */
    String step();

    /** The path below a release's own, empty for the one that plans it. */
    String action();

    /** When it happened, as the history claims; never before the command in front of it. */
    Instant occurredAt();

    /** The kinds of a release. */
    enum Kind {
        STANDARD,
        HOTFIX
    }

    /** The strategies that a history's versions hint at; see {@link Mapping}. */
    enum Strategy {
        BIG_BANG,
        ROLLING
    }

    /** The stages of a release, in their order. */
    enum Stage {
        DEVELOPMENT,
        QA,
        STAGING,
        PRODUCTION,
        POST_RELEASE
    }

    /** The outcomes of evidence and of a verification; a history of tags tells of passes only. */
    enum Outcome {
        PASSED
    }

    /**
     * A change that a release brings.
     *
     * @param reference the pull requests or issues it names, as written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            UUID id,
            Category category,
            String summary,
            @Nullable String reference,
            String author,
            @Nullable String commit,
            @Nullable Instant mergedAt) {}

    /** What was deployed, by its name: a tag knows no digest of what was built from it. */
    record Artefact(String name) {}

    record PlanRelease(
            UUID id,
            String product,
            String version,
            String title,
            Kind kind,
            Strategy strategy,
            String owner,
            String milestone,
            @Nullable String hotfixOf,
            Instant occurredAt)
            implements Command {

        @Override
        public String step() {
            return "plan";
        }

        @Override
        public String action() {
            return "";
        }
    }

    /**
     * @param batch which of the release's batches this is, from 1
     */
    record AddChanges(@JsonIgnore int batch, List<Change> changes, Instant occurredAt) implements Command {

        public AddChanges {
            changes = List.copyOf(changes);
        }

        @Override
        public String step() {
            return "changes/" + batch;
        }

        @Override
        public String action() {
            return "/changes";
        }
    }

    record RecordEvidence(Stage stage, String criterion, Outcome outcome, String source, Instant occurredAt)
            implements Command {

        @Override
        public String step() {
            return "evidence/" + criterion + "/" + source;
        }

        @Override
        public String action() {
            return "/evidence";
        }
    }

    record ApproveStage(@JsonIgnore Stage stage, String approvedBy, String comment, Instant occurredAt)
            implements Command {

        @Override
        public String step() {
            return "approve/" + stage;
        }

        @Override
        public String action() {
            return "/stages/" + stage + "/approve";
        }
    }

    record DeployRelease(UUID id, String environment, Artefact artefact, Instant occurredAt) implements Command {

        @Override
        public String step() {
            return "deploy/" + environment;
        }

        @Override
        public String action() {
            return "/deployments";
        }
    }

    record AdvanceDeployment(@JsonIgnore UUID deployment, int percent, Instant occurredAt) implements Command {

        @Override
        public String step() {
            return "advance/" + deployment + "/" + percent;
        }

        @Override
        public String action() {
            return "/deployments/" + deployment + "/advance";
        }
    }

    record VerifyDeployment(
            @JsonIgnore UUID deployment, Outcome outcome, String source, String summary, Instant occurredAt)
            implements Command {

        @Override
        public String step() {
            return "verify/" + deployment;
        }

        @Override
        public String action() {
            return "/deployments/" + deployment + "/verify";
        }
    }

    record PublishNotes(Instant occurredAt) implements Command {

        @Override
        public String step() {
            return "notes";
        }

        @Override
        public String action() {
            return "/notes/publish";
        }
    }

    record CompleteRelease(String comment, Instant occurredAt) implements Command {

        @Override
        public String step() {
            return "complete";
        }

        @Override
        public String action() {
            return "/complete";
        }
    }
}
