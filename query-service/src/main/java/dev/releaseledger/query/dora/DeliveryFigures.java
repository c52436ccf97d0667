package dev.releaseledger.query.dora;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.query.generation.Generation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The five figures of a product in production, in words, for pages that hold more than them. */
@Component
public final class DeliveryFigures {
    private final Facts facts;

    DeliveryFigures(Facts facts) {
        this.facts = facts;
    }

    /**
     * A product's figures.
     *
     * @param from from this time on
     * @param to before this time
     * @param clock {@code recorded} or {@code claimed}
     * @param asOfPosition the last entry that they include
     * @param because why something may be missing
     * @param words what each came to, by its name
     */
    public record Told(
            Instant from,
            Instant to,
            String clock,
            long asOfPosition,
            List<String> because,
            Map<String, String> words) {}

    /**
     * The figures of a window.
     *
     * @param from from this time on
     * @param to before this time, and later than {@code from}
     * @param claimed by when things are claimed to have happened, otherwise by when they were recorded
     */
    public Told of(Generation generation, String product, Instant from, Instant to, boolean claimed) {
        Question question =
                new Question(product, null, false, null, Stage.PRODUCTION, from, to, claimed, Optional.empty());
        Facts.Snapshot snapshot =
                facts.figures(generation, question, Grouping.NOTHING, List.of(new Granularity.Span(from, to)));
        Figures figures = Figures.of(
                null,
                question,
                metric -> snapshot.observed().stream()
                        .filter(observed -> observed.metric() == metric)
                        .findFirst()
                        .orElse(null));
        return new Told(
                from,
                to,
                claimed ? "claimed" : "recorded",
                snapshot.asOfPosition(),
                facts.missing(generation, question),
                words(figures));
    }

    private static Map<String, String> words(Figures figures) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "Deployment frequency",
                figures.deploymentFrequency().deployments() + " verified deployments, "
                        + figures.deploymentFrequency().perDay().toPlainString() + " a day");
        words.put(
                "Lead time for changes",
                figures.leadTime().changes() + " changes, median "
                        + seconds(figures.leadTime().seconds()));
        words.put(
                "Change failure rate",
                figures.changeFailureRate().failed() + " of "
                        + figures.changeFailureRate().deployments() + " deployments failed"
                        + rate(figures.changeFailureRate().rate()));
        words.put(
                "Time to restore",
                figures.timeToRestore().restored() + " of "
                        + figures.timeToRestore().failures() + " failures restored, median "
                        + seconds(figures.timeToRestore().seconds()));
        words.put(
                "Rework rate",
                figures.reworkRate().hotfixes() + " of " + figures.reworkRate().deployments()
                        + " deployments were hotfixes"
                        + rate(figures.reworkRate().rate()));
        return words;
    }

    private static String rate(@Nullable BigDecimal rate) {
        return rate == null
                ? ""
                : " (" + rate.movePointRight(2).stripTrailingZeros().toPlainString() + " %)";
    }

    private static String seconds(Figures.Seconds seconds) {
        return seconds.p50() == null ? "not known" : seconds.p50().toPlainString() + " s";
    }
}
