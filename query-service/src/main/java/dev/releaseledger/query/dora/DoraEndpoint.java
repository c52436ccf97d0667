package dev.releaseledger.query.dora;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The DORA figures. */
@RestController
@Tag(name = "metrics")
class DoraEndpoint {
    private static final int MOST_SPANS = 400;
    private static final int MOST_FIGURES = 2_000;

    private final AskedDora asked;
    private final Facts facts;

    DoraEndpoint(AskedDora asked, Facts facts) {
        this.asked = asked;
        this.facts = facts;
    }

    /**
     * The figures of a window.
     *
     * @param noTeam whether they are of releases without a team alone
     * @param environment null for all
     * @param stage of whose environments they are; null for all, and where an environment is named
     * @param from from this time on
     * @param to before this time
     * @param asOfPosition the last entry that they include; -1 before the first
     * @param incomplete whether something may be missing
     * @param because why something may be missing
     * @param whole whether every group is there; otherwise those first by name
     * @param figures by group, then by time
     */
    record Answer(
            @Nullable String product,
            @Nullable String team,
            boolean noTeam,
            @Nullable String environment,
            @Nullable Stage stage,
            Instant from,
            Instant to,
            String zone,
            String clock,
            String granularity,
            @Nullable String groupBy,
            long asOfPosition,
            boolean incomplete,
            List<String> because,
            boolean whole,
            List<Figures> figures) {}

    @GetMapping("/v1/metrics/dora")
    @Operation(
            summary = "Deployment frequency, lead time for changes, change failure rate, time to restore, rework rate",
            description =
                    "Each with its counts and percentiles, and the address of the deployments or changes behind it."
                            + " Deployment frequency counts verified deployments. Lead time is, of each change, from its merge to"
                            + " the first verified deployment of its release there; changes that do not say when they were merged"
                            + " are counted and left out. A deployment failed if it was found failing, taken out by a rollback, or"
                            + " mended by a verified hotfix of its version; the rate is of the deployments that came to an end in"
                            + " the window: verified, found failing or taken out. Time to restore is from when that was found, the"
                            + " rollback came up or the hotfix was planned, to the next verified deployment there or the"
                            + " verified rollback. Rework is the share of hotfix releases among the deployments that came to an"
                            + " end. Of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "team", description = AskedDora.TEAM),
                @Parameter(name = "noTeam", description = AskedDora.NO_TEAM),
                @Parameter(
                        name = "environment",
                        description = AskedDora.ENVIRONMENT + "; with groupBy=environment, every one"),
                @Parameter(name = "allEnvironments", description = AskedDora.ALL_ENVIRONMENTS),
                @Parameter(name = "from", description = AskedDora.FROM),
                @Parameter(name = "to", description = AskedDora.TO),
                @Parameter(name = "clock", description = AskedDora.CLOCK),
                @Parameter(
                        name = "granularity",
                        description = "total (default), or day, week (from Monday) or month: figures for each, at most"
                                + " 400"),
                @Parameter(
                        name = "zone",
                        description = "where days begin: an IANA time zone such as Europe/Berlin; default UTC"),
                @Parameter(name = "groupBy", description = "product, team or environment: figures for each"),
                @Parameter(name = "after", description = AskedDora.AFTER)
            })
    ResponseEntity<Answer> figures(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        Granularity granularity = query.word("granularity", List.of("total", "day", "week", "month"))
                .map(word -> Granularity.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Granularity.TOTAL);
        ZoneId zone = query.value("zone", "an IANA time zone such as Europe/Berlin", DoraEndpoint::zone)
                .orElse(ZoneId.of("UTC"));
        Grouping by = query.word("groupBy", List.of("product", "team", "environment"))
                .map(word -> Grouping.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Grouping.NOTHING);
        AskedDora.Asked about = asked.ask(query, Reader.of(who), by == Grouping.ENVIRONMENT, (from, to) -> {
            if (granularity.spans(from, to, zone, MOST_SPANS).size() > MOST_SPANS) {
                query.fault("granularity", "more than " + MOST_SPANS + " figures", "a longer one, or a shorter window");
            }
        });
        Question question = about.question();
        List<Granularity.Span> spans = granularity.spans(question.from(), question.to(), zone, MOST_SPANS);
        List<String> missing = facts.missing(about.generation(), question);
        Facts.Snapshot snapshot = facts.figures(about.generation(), question, by, spans);
        List<@Nullable String> groups = groups(snapshot, by);
        List<@Nullable String> shown = groups.subList(0, Math.min(groups.size(), MOST_FIGURES / spans.size()));
        return PrivateAnswer.ok()
                .body(new Answer(
                        question.product(),
                        question.team(),
                        question.noTeam(),
                        question.environment(),
                        question.stage(),
                        question.from(),
                        question.to(),
                        zone.getId(),
                        question.claimed() ? "claimed" : "recorded",
                        granularity.name().toLowerCase(Locale.ROOT),
                        by == Grouping.NOTHING ? null : by.name().toLowerCase(Locale.ROOT),
                        snapshot.asOfPosition(),
                        !missing.isEmpty(),
                        missing,
                        shown.size() == groups.size(),
                        figures(question, by, spans, shown, snapshot)));
    }

    private static @Nullable ZoneId zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null;
    }

    private static List<@Nullable String> groups(Facts.Snapshot snapshot, Grouping by) {
        Set<@Nullable String> groups = new TreeSet<>(Comparator.nullsLast(Comparator.naturalOrder()));
        if (by == Grouping.NOTHING) {
            groups.add(null);
        }
        snapshot.observed().forEach(observed -> groups.add(observed.group()));
        return new ArrayList<>(groups);
    }

    private record Cell(Metric metric, @Nullable String group, int span) {}

    private static List<Figures> figures(
            Question question,
            Grouping by,
            List<Granularity.Span> spans,
            List<@Nullable String> groups,
            Facts.Snapshot snapshot) {
        Map<Cell, Facts.Observed> cells = new HashMap<>();
        snapshot.observed().forEach(each -> cells.put(new Cell(each.metric(), each.group(), each.span()), each));
        List<Figures> figures = new ArrayList<>();
        for (String group : groups) {
            for (int span = 0; span < spans.size(); span++) {
                int n = span;
                Question part =
                        question.in(by, group, spans.get(n).from(), spans.get(n).to());
                figures.add(Figures.of(group, part, metric -> cells.get(new Cell(metric, group, n))));
            }
        }
        return figures;
    }
}
