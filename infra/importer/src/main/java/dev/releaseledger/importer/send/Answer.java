package dev.releaseledger.importer.send;

/** What the command service made of a command. */
sealed interface Answer {

    /**
     * It is recorded.
     *
     * @param alreadyThere whether an earlier call had recorded it
     */
    record Recorded(boolean alreadyThere) implements Answer {}

    /** It is refused, and would be again. */
    record Refused(int status, String reason) implements Answer {}
}
