package dev.releaseledger.command.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that are not out in the internet, after IANA's registries of special-purpose addresses (RFC 6890). Of IPv6 only
 * {@code 2000::/3} is given out as global unicast, so all else is inside, with what embeds an IPv4 address.
 */
final class InsideAddresses {
    private static final Cidr GLOBAL_IPV6 = Cidr.of("2000::/3");

    private static final List<Range> RANGES = List.of(
            range("0.0.0.0/8", "an unspecified"),
            range("10.0.0.0/8", "a private"),
            range("100.64.0.0/10", "a shared (carrier-grade NAT)"),
            range("127.0.0.0/8", "a loopback"),
            range("169.254.0.0/16", "a link-local"),
            range("172.16.0.0/12", "a private"),
            range("192.0.0.0/24", "a reserved"),
            range("192.0.2.0/24", "a documentation"),
            range("192.88.99.0/24", "a 6to4 relay"),
            range("192.168.0.0/16", "a private"),
            range("198.18.0.0/15", "a benchmarking"),
            range("198.51.100.0/24", "a documentation"),
            range("203.0.113.0/24", "a documentation"),
            range("224.0.0.0/4", "a multicast"),
            range("240.0.0.0/4", "a reserved"),
            range("::/128", "an unspecified"),
            range("::1/128", "a loopback"),
            range("64:ff9b::/96", "a NAT64"),
            range("64:ff9b:1::/48", "a NAT64"),
            range("2001::/32", "a Teredo"),
            range("2001::/23", "a reserved"),
            range("2001:db8::/32", "a documentation"),
            range("2002::/16", "a 6to4"),
            range("3fff::/20", "a documentation"),
            range("fc00::/7", "a private"),
            range("fe80::/10", "a link-local"),
            range("fec0::/10", "a private"),
            range("ff00::/8", "a multicast"));

    private InsideAddresses() {}

    /** What kind of inside address this is, with its article; nothing if it is out in the internet. */
    static Optional<String> kind(InetAddress address) {
        return RANGES.stream()
                .filter(range -> range.block().contains(address))
                .map(Range::kind)
                .findFirst()
                .or(() -> address instanceof Inet6Address && !GLOBAL_IPV6.contains(address)
                        ? Optional.of("a reserved")
                        : Optional.empty());
    }

    private static Range range(String block, String kind) {
        return new Range(Cidr.of(block), kind);
    }

    private record Range(Cidr block, String kind) {}
}
