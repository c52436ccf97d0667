package dev.releaseledger.command.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface NameResolver {
    /** All addresses of the host; a literal address is its own. */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
