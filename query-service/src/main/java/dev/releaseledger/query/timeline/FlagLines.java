package dev.releaseledger.query.timeline;

import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutReduced;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is told of a flag.
 *
 * @param lines in the order of stories
 */
record FlagLines(List<Line> lines) {
    private static final int BASIS_POINTS = 100;

    FlagLines {
        lines = List.copyOf(lines);
    }

    /** A share in whole percent; of the few whom it reaches first no less than one. */
    static int percent(int basisPoints) {
        return Math.ceilDiv(basisPoints, BASIS_POINTS);
    }

    private Stream<Line> before(Line line) {
        return lines.stream().filter(each -> Line.ORDER.compare(each, line) < 0);
    }

    /** How far it was open before this. */
    int percentBefore(Line line) {
        return before(line)
                .flatMap(each -> switch (each.event()) {
                    case RolloutAdvanced advanced -> Stream.of(advanced.basisPoints());
                    case RolloutReduced reduced -> Stream.of(reduced.basisPoints());
                    default -> Stream.<Integer>empty();
                })
                .reduce((earlier, later) -> later)
                .map(FlagLines::percent)
                .orElse(0);
    }

    /** The releases that it was linked to before this. */
    Set<UUID> linkedBefore(Line line) {
        Set<UUID> linked = new LinkedHashSet<>();
        before(line).forEach(each -> {
            switch (each.event()) {
                case FlagDefined defined -> {
                    if (defined.releaseId() != null) {
                        linked.add(defined.releaseId());
                    }
                }
                case FlagLinked link -> linked.add(link.releaseId());
                case FlagUnlinked unlinked -> linked.remove(unlinked.releaseId());
                default -> {}
            }
        });
        return linked;
    }

    /** How it was defined; empty where that is not told. */
    Optional<Line> definition() {
        return lines.stream()
                .filter(line -> line.event() instanceof FlagDefined)
                .findFirst();
    }

    /** Where it was disabled or closed after this; empty where it was not. */
    Optional<Line> takenBackAfter(Line line) {
        return lines.stream()
                .filter(each -> Line.ORDER.compare(each, line) > 0)
                .filter(each -> each.event() instanceof FlagDisabled
                        || each.event() instanceof RolloutReduced reduced && reduced.basisPoints() == 0)
                .findFirst();
    }
}
