package dev.releaseledger.query.entry;

import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what of the ledger a query of the past looks at. */
@Component
public final class AskedCut {
    private final Entries entries;

    AskedCut(Entries entries) {
        this.entries = entries;
    }

    /** What a moment lets see; without one everything that is projected. A position that is not projected is a fault. */
    public Cut at(Head head, QueryParameters query, String name, @Nullable Moment moment, boolean claimed) {
        long last = head.nextPosition() - 1;
        return switch (moment) {
            case null -> new Cut(last, null);
            case Moment.Position position -> {
                if (position.position() > last) {
                    query.fault(name, "not projected yet", "a position below " + head.nextPosition());
                }
                yield new Cut(position.position(), null);
            }
            case Moment.Time time ->
                claimed
                        ? new Cut(last, time.time())
                        : new Cut(entries.lastBy(head.generation(), head.nextPosition(), time.time()), null);
        };
    }
}
