package dev.releaseledger.importer.send;

/** What the command service made of a command. */
sealed interface Answer {

    /**
     * It is recorded.
     *
     * @param alreadyThere whether an earlier call had recorded it
     * @param receipt whether the service still has the receipt of that call; without it, it judges every call anew
     */
    record Recorded(boolean alreadyThere, boolean receipt) implements Answer {}

    /** It is refused, and would be again. */
    record Refused(int status, String reason) implements Answer {}
}
