package dev.releaseledger.query.timeline;

import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Offer;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.timeline.Stories.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What of a timeline is asked for, and as what.
 *
 * @param lanes all unless some were named
 * @param after where to go on; empty on the first page
 * @param next the cursor of the page that begins there
 */
record Asked(Set<Lane> lanes, Optional<Onward> after, int limit, MediaType type, Function<Onward, String> next) {
    /**
     * Where a page begins.
     *
     * @param place behind which
     * @param position what the first page looked at last: so that all pages tell the same story
     */
    record Onward(Place place, long position) {}

    static final MediaType SVG = new MediaType("image", "svg+xml");

    private static final Offer OFFER = new Offer(List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN, SVG));
    private static final int MOST = 5_000;
    private static final int OTHERWISE = 500;
    private static final int PLACE_BYTES = 1 + 3 * Long.BYTES;

    /** @param list tells a place in this list from one in another */
    static Asked of(HttpServletRequest request, QueryParameters query, Cursors cursors, byte list) {
        MediaType accepted = OFFER.chosenBy(request);
        return new Asked(
                lanes(query),
                query.cursor(cursor -> open(cursors, list, cursor)),
                query.limit(MOST, OTHERWISE),
                query.word("format", List.of("json", "markdown", "svg"))
                        .map(Asked::type)
                        .orElse(accepted),
                onward -> seal(cursors, list, onward));
    }

    private static MediaType type(String format) {
        return switch (format) {
            case "markdown" -> MediaType.TEXT_MARKDOWN;
            case "svg" -> SVG;
            default -> MediaType.APPLICATION_JSON;
        };
    }

    private static Set<Lane> lanes(QueryParameters query) {
        String names = Arrays.stream(Lane.values()).map(Enum::name).collect(Collectors.joining(", "));
        return query.value("kind", "one or more of " + names + ", with commas between them", Asked::lanes)
                .orElseGet(() -> EnumSet.allOf(Lane.class));
    }

    private static @Nullable Set<Lane> lanes(String text) {
        Set<Lane> lanes = EnumSet.noneOf(Lane.class);
        for (String name : text.split(",", -1)) {
            Optional<Lane> lane = Arrays.stream(Lane.values())
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            if (lane.isEmpty()) {
                return null;
            }
            lanes.add(lane.get());
        }
        return lanes;
    }

    /** An ISO 8601 duration that is not negative and not longer than this. */
    static Duration duration(QueryParameters query, String name, String most, String otherwise) {
        Duration longest = Duration.parse(most);
        return query.value(name, "an ISO 8601 duration such as PT48H or P2D, from PT0S to " + most, text -> {
                    try {
                        Duration duration = Duration.parse(text);
                        return duration.isNegative() || duration.compareTo(longest) > 0 ? null : duration;
                    } catch (DateTimeException | ArithmeticException e) {
                        return null;
                    }
                })
                .orElseGet(() -> Duration.parse(otherwise));
    }

    /** What the first page looked at, where this is one of those behind it. */
    Cut cut(Cut now) {
        return after.map(onward -> new Cut(Math.min(now.position(), onward.position()), now.claimed()))
                .orElse(now);
    }

    private static String seal(Cursors cursors, byte list, Onward onward) {
        return cursors.seal(ByteBuffer.allocate(PLACE_BYTES)
                .put(list)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, onward.place().at()))
                .putLong(onward.place().position())
                .putLong(onward.position())
                .array());
    }

    private static @Nullable Onward open(Cursors cursors, byte list, String cursor) {
        byte[] place = cursors.open(cursor);
        if (place == null || place.length != PLACE_BYTES || place[0] != list) {
            return null;
        }
        ByteBuffer read = ByteBuffer.wrap(place, 1, 3 * Long.BYTES);
        return new Onward(
                new Place(Instant.EPOCH.plus(read.getLong(), ChronoUnit.MICROS), read.getLong()), read.getLong());
    }
}
