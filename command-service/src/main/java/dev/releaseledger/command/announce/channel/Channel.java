package dev.releaseledger.command.announce.channel;

/** A way to say something outside. Where it leads, and with which secrets, is configuration that it tells nobody. */
public interface Channel {
    /** The name that policies call it by. */
    String name();

    /**
     * Says it once, and tells what is known of it. Blocks no longer than {@code release-ledger.outgoing.total-timeout} and some
     * two seconds; throws nothing.
     */
    Delivery deliver(Message message);

    /**
     * Whether the receivers know a repeated delivery by its id, so that an {@link Delivery.Uncertain} one may be made again with
     * the same id.
     */
    boolean deduplicates();
}
