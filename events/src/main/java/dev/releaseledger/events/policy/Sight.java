package dev.releaseledger.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** What the ledger can see for itself, so that nobody has to confirm it by hand. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "sight")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sight.Deployed.class, name = "deployed"),
    @JsonSubTypes.Type(value = Sight.Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Sight.Watched.class, name = "watched"),
    @JsonSubTypes.Type(value = Sight.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = Sight.Announced.class, name = "announced")
})
public sealed interface Sight {

    /** What it is, for people: {@code a verified deployment to production}. */
    default String inWords() {
        return switch (this) {
            case Deployed deployed -> "a deployment to " + deployed.environment() + ", as far as its strategy goes";
            case Verified verified -> "a verified deployment to " + verified.environment();
            case Watched watched ->
                "health reports that find the deployment to " + watched.environment() + " healthy for "
                        + watched.during() + " after it was verified";
            case Shown shown -> "evidence that shows " + shown.criterion();
            case Announced announced -> "the announcement " + announced.announcement();
        };
    }

    /** The release is deployed to this environment as far as its strategy goes, and was not taken back. */
    record Deployed(String environment) implements Sight {}

    /** A deployment to this environment was verified, and was not taken back. */
    record Verified(String environment) implements Sight {}

    /** Health reports find the deployment to this environment healthy, the newest of a time so long after it was verified. */
    record Watched(String environment, @LeftOut("\"PT15M\"") Duration during) implements Sight {}

    /** This criterion is shown by passing evidence. */
    record Shown(String criterion) implements Sight {}

    /** This announcement was made, by its channel or by hand. */
    record Announced(String announcement) implements Sight {}
}
