package dev.releaseledger.command.outgoing;

import java.net.UnknownHostException;

/** A host with an address that is not to be called. */
public final class AddressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    AddressRefused(String host, String kind) {
        super(host);
        this.reason = host + " has " + kind + " address, which outgoing calls may not reach";
    }

    /** Names the host and the kind of address, not the address. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
