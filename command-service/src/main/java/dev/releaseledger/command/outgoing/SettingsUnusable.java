package dev.releaseledger.command.outgoing;

import java.util.List;

/** Settings with which the service does not start. The message names every fault and where it is, and no value. */
public final class SettingsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsUnusable(List<String> faults) {
        super("these settings cannot be used:\n  " + String.join("\n  ", faults));
    }
}
