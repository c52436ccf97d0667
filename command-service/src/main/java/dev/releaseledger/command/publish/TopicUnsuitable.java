package dev.releaseledger.command.publish;

/** A topic that would lose entries or their order. The message names the setting to change. */
public final class TopicUnsuitable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicUnsuitable(String message) {
        super(message);
    }
}
