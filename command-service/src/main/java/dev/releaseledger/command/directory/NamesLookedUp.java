package dev.releaseledger.command.directory;

import dev.releaseledger.command.security.TokenCaller;
import java.util.Collection;
import java.util.UUID;

/** Tells who looks up whose names, before they are given. */
public interface NamesLookedUp {
    /**
     * Tells that somebody looks up these people's names. Waits until that is acknowledged.
     *
     * @throws dev.releaseledger.command.problem.RequestRejected when it is not: then no name may be given
     */
    void tell(TokenCaller who, Collection<UUID> people);

    /**
     * Tells that somebody is denied names, whosever: what is told is kept for ever, and who is denied something does not decide
     * how much that is. Waits until that is acknowledged.
     *
     * @throws dev.releaseledger.command.problem.RequestRejected when it is not
     */
    void tellDenied(TokenCaller who);
}
