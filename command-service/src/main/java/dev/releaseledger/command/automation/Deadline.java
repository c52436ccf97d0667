package dev.releaseledger.command.automation;

import java.util.UUID;

/**
 * Something to do once a time has passed. It is done by one instance, at least once: what it says has to be said so that a
 * second time adds nothing, as {@link Reactions#sayInTime} does.
 */
public interface Deadline {

    /** Its name, stable: what is due is kept under it. */
    String name();

    /** The time has passed for this one. */
    void passed(Due due);

    /**
     * What a deadline is about.
     *
     * @param stream the stream, e.g. {@code release/<id>}
     * @param what what it is that must not pass, unique within the stream and the deadline's name
     */
    record Due(String stream, String what) {
        public Due {
            if (stream.indexOf('#') >= 0) {
                throw new IllegalArgumentException("not a stream: " + stream);
            }
        }

        /** The id in the stream's name, e.g. that of the release. */
        public UUID subjectId() {
            return UUID.fromString(stream.substring(stream.indexOf('/') + 1));
        }

        String id() {
            return stream + "#" + what;
        }

        static Due of(String id) {
            int at = id.indexOf('#');
            return new Due(id.substring(0, at), id.substring(at + 1));
        }
    }
}
