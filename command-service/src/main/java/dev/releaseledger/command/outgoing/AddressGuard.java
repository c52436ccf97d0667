package dev.releaseledger.command.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says where outgoing calls may go. A host is looked up once, every address of it is checked, and the addresses handed out are
 * those that were checked: whoever connects to them needs no second look-up that could say something else.
 */
public final class AddressGuard {
    private final NameResolver resolver;
    private final Set<String> allowedHosts;
    private final List<Cidr> allowedBlocks;

    /**
     * @param resolver looks hosts up
     * @param allowed hosts and blocks of addresses that may be called although they are inside, as {@link #isAllowable} has them
     */
    public AddressGuard(NameResolver resolver, List<String> allowed) {
        this.resolver = resolver;
        Set<String> hosts = new HashSet<>();
        List<Cidr> blocks = new ArrayList<>();
        for (String entry : allowed) {
            Cidr.parse(entry).ifPresentOrElse(blocks::add, () -> hosts.add(canonical(entry)));
        }
        this.allowedHosts = Set.copyOf(hosts);
        this.allowedBlocks = List.copyOf(blocks);
    }

    /** Whether this can be on the list of what is allowed: a CIDR block, an address, or a host name. */
    static boolean isAllowable(String entry) {
        return Cidr.parse(entry).isPresent()
                || (entry.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})") && !entry.matches("[0-9.]+"));
    }

    /**
     * The addresses to connect to, each with the host's name.
     *
     * @throws AddressRefused if one of its addresses is inside and not allowed; the others do not save it
     * @throws UnknownHostException if it has none
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = resolver.resolve(host);
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] checked = new InetAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            Optional<String> kind = InsideAddresses.kind(found[i]);
            if (kind.isPresent() && !isAllowed(host, found[i])) {
                throw new AddressRefused(host, kind.get());
            }
            // With the name, so that nobody asks for it backwards.
            checked[i] = InetAddress.getByAddress(host, found[i].getAddress());
        }
        return checked;
    }

    private boolean isAllowed(String host, InetAddress address) {
        return allowedHosts.contains(canonical(host))
                || allowedBlocks.stream().anyMatch(block -> block.contains(address));
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
