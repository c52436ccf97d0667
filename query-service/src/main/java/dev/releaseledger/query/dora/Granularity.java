package dev.releaseledger.query.dora;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Into what a window is cut. */
enum Granularity {
    TOTAL {
        @Override
        LocalDate next(LocalDate day) {
            return LocalDate.MAX;
        }
    },
    DAY {
        @Override
        LocalDate next(LocalDate day) {
            return day.plusDays(1);
        }
    },
    /** From Monday to Sunday (ISO 8601). */
    WEEK {
        @Override
        LocalDate next(LocalDate day) {
            return day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        }
    },
    MONTH {
        @Override
        LocalDate next(LocalDate day) {
            return day.with(TemporalAdjusters.firstDayOfNextMonth());
        }
    };

    /** @param to not part of it */
    record Span(Instant from, Instant to) {}

    /** The first day of what follows the day's day, week or month. */
    abstract LocalDate next(LocalDate day);

    /**
     * The window from end to end, cut where days of this zone begin: its first and last span may be shorter than the others.
     *
     * @param most no more than one more than this
     */
    List<Span> spans(Instant from, Instant to, ZoneId zone, int most) {
        List<Span> spans = new ArrayList<>();
        Instant begin = from;
        while (begin.isBefore(to) && spans.size() <= most) {
            Instant end = this == TOTAL ? to : beginning(next(LocalDate.ofInstant(begin, zone)), zone);
            spans.add(new Span(begin, end.isBefore(to) ? end : to));
            begin = end;
        }
        return spans;
    }

    /** A day begins where its zone lets it: not at midnight where a clock is set forward then. */
    private static Instant beginning(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
