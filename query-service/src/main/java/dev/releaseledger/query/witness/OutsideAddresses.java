package dev.releaseledger.query.witness;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says where calls to witnesses may go: not into the network that the service stands in, unless the host is allowed by name.
 * The client looks the host up again, within milliseconds, and gets the answer that was checked: the JDK keeps it for 30
 * seconds ({@code networkaddress.cache.ttl}).
 */
final class OutsideAddresses {
    private final Set<String> allowed;

    /** @param allowed hosts that may be called whatever their addresses are */
    OutsideAddresses(List<String> allowed) {
        this.allowed =
                allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Why a host may not be called; empty where it may. A host without an address fails when it is called. */
    Optional<String> refusal(String host) {
        if (allowed.contains(host.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInside(address)) {
                    return Optional.of(host + " has an address that is not out in the internet;"
                            + " release-ledger.outgoing.allow names hosts that may be called all the same");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** After IANA's registries of special-purpose addresses (RFC 6890). */
    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        if (address instanceof Inet6Address) {
            // Only 2000::/3 is given out; 2001::/23, 2002::/16 and 64:ff9b::/96 embed or reserve other addresses.
            return (first & 0xe0) != 0x20
                    || (first == 0x20 && second == 0x01 && (bytes[2] & 0xfe) == 0)
                    || (first == 0x20 && second == 0x02);
        }
        return first == 0
                || first >= 240
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0)
                || (first == 198 && (second & 0xfe) == 18);
    }
}
