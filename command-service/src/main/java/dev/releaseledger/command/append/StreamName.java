package dev.releaseledger.command.append;

import java.util.Locale;

/**
 * A stream as Axon names it: {@code release/<id>} are the events of the aggregate {@code <id>} of type {@code Release}.
 *
 * @param type the aggregate's type, its first letter a capital
 * @param id the aggregate's identifier
 */
record StreamName(String type, String id) {
    static StreamName of(String stream) {
        int slash = stream.indexOf('/');
        String family = stream.substring(0, slash);
        return new StreamName(
                family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1), stream.substring(slash + 1));
    }

    String stream() {
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) + "/" + id;
    }
}
