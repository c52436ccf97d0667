package dev.releaseledger.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** When an announcement is due. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "moment")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Moment.BeforeWindow.class, name = "BEFORE_WINDOW"),
    @JsonSubTypes.Type(value = Moment.OnDeploymentStarted.class, name = "ON_DEPLOYMENT_STARTED"),
    @JsonSubTypes.Type(value = Moment.OnDeploymentComplete.class, name = "ON_DEPLOYMENT_COMPLETE"),
    @JsonSubTypes.Type(value = Moment.OnVerified.class, name = "ON_VERIFIED"),
    @JsonSubTypes.Type(value = Moment.OnNotesPublished.class, name = "ON_NOTES_PUBLISHED"),
    @JsonSubTypes.Type(value = Moment.OnRollbackTriggered.class, name = "ON_ROLLBACK_TRIGGERED"),
    @JsonSubTypes.Type(value = Moment.OnRollbackStarted.class, name = "ON_ROLLBACK_STARTED"),
    @JsonSubTypes.Type(value = Moment.OnRollbackVerified.class, name = "ON_ROLLBACK_VERIFIED"),
    @JsonSubTypes.Type(value = Moment.OnRollbackFailed.class, name = "ON_ROLLBACK_FAILED")
})
public sealed interface Moment {
    /**
     * Before the release's window opens.
     *
     * @param offset how long before
     */
    record BeforeWindow(Duration offset) implements Moment {}

    /** When the deployment to production starts. */
    record OnDeploymentStarted() implements Moment {}

    /** When the deployment to production has gone as far as its strategy goes. */
    record OnDeploymentComplete() implements Moment {}

    /** When the deployment to production is verified. */
    record OnVerified() implements Moment {}

    /** When the release notes are published. */
    record OnNotesPublished() implements Moment {}

    /** When a rollback of a deployment to production waits for people to confirm it. */
    record OnRollbackTriggered() implements Moment {}

    /** When a rollback of a deployment to production starts. */
    record OnRollbackStarted() implements Moment {}

    /** When a rollback of a deployment to production is verified. */
    record OnRollbackVerified() implements Moment {}

    /** When a rollback of a deployment to production failed. */
    record OnRollbackFailed() implements Moment {}
}
