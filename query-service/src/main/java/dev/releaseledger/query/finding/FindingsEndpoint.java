package dev.releaseledger.query.finding;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.Severity;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.rest.TimePlace;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the rules find in the history, and the rules. */
@RestController
@Tag(name = "findings")
class FindingsEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 6;

    private final Generations generations;
    private final Findings findings;
    private final Entries entries;
    private final AskedMoments moments;
    private final Cursors cursors;

    FindingsEndpoint(
            Generations generations, Findings findings, Entries entries, AskedMoments moments, Cursors cursors) {
        this.generations = generations;
        this.findings = findings;
        this.entries = entries;
        this.moments = moments;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param asOfPosition the last entry that was looked at; -1 where there was none yet
     * @param incomplete whether entries came before these rules judged what came, so that findings may be missing until a rebuild
     * @param findings the newest first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            long asOfPosition,
            boolean incomplete,
            List<FindingView> findings,
            @Nullable String next) {}

    /**
     * A version of a rule.
     *
     * @param newest whether it is what is asked for where no version is
     * @param definition what exactly proves a finding, and what ends it
     * @param source the part of the release process that it comes from
     */
    record RuleView(
            String rule,
            int version,
            boolean newest,
            Severity severity,
            String title,
            String definition,
            String source) {}

    /** Every version of every rule, by the rules' names, the newest first. */
    record Rules(List<RuleView> rules) {}

    @GetMapping("/v1/findings")
    @Operation(
            summary = "Findings in pages, the newest first",
            description =
                    "What the rules prove from the history, each with the positions that prove it. Those of the products"
                            + " that the token's roles are for. A release is judged by the policy that it goes by now.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "rule", description = "a rule's name, as /v1/findings/rules lists them"),
                @Parameter(name = "ruleVersion", description = "by this version; left out, by the newest of each rule"),
                @Parameter(name = "severity", description = "HIGH, MEDIUM or LOW"),
                @Parameter(name = "release", description = "a release's id"),
                @Parameter(name = "flag", description = "a flag's id; not with release"),
                @Parameter(name = "owner", description = "about flags that this person answers for, by directory id"),
                @Parameter(
                        name = "state",
                        description = "OPEN: it is so, and counts; SUPPRESSED: somebody said why it does not count for"
                                + " now; CLOSED: it is so no more"),
                @Parameter(name = "from", description = "since this RFC 3339 time or later"),
                @Parameter(name = "to", description = "since before this RFC 3339 time"),
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": as they stood then"),
                @Parameter(name = "after", description = AskedMoments.AFTER),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    ResponseEntity<Page> findings(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        Optional<String> rule = query.word("rule", findings.book().ids());
        Optional<Integer> ruleVersion =
                query.value("ruleVersion", "a version that /v1/findings/rules lists", text -> version(text, rule));
        Optional<Severity> severity = query.oneOf("severity", Severity.class);
        Optional<String> release = query.value("release", "a release's id", FindingsEndpoint::release);
        Optional<String> flag = query.value("flag", "a flag's id", FindingsEndpoint::flag);
        if (release.isPresent() && flag.isPresent()) {
            query.fault("flag", "given with release", "one of the two");
        }
        Optional<UUID> owner = query.value("owner", "a person's directory id", QueryParameters::uuid);
        Optional<FindingView.State> state = query.oneOf("state", FindingView.State.class);
        Optional<Instant> from = query.time("from");
        Optional<Instant> to = query.time("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            query.fault("to", "not after from", "a time after from");
        }
        Optional<Moment> asOf = moments.past(query, "asOf");
        Optional<Long> after = query.number("after", 0);
        int limit = query.limit(MOST, 50);
        Optional<TimePlace> place = query.cursor(cursor -> cursors.openTime(LIST, cursor));
        query.done();
        Optional<Set<String>> readable = reader.readable(product);
        after.ifPresent(moments::await);
        Head head = generations.head();
        long position = position(head, query, asOf.orElse(null));
        query.done();
        FindingFilter filter = new FindingFilter(
                product,
                rule,
                ruleVersion,
                severity,
                release.or(() -> flag),
                owner,
                state,
                from,
                to,
                position,
                readable);
        Paged<FindingView> page = Paged.of(limit, atMost -> findings.page(head.generation(), filter, place, atMost));
        return PrivateAnswer.ok()
                .body(new Page(
                        position,
                        findings.isPartial(head.generation(), asked(rule, ruleVersion)),
                        page.rows(),
                        page.next(last -> cursors.sealTime(
                                LIST, new TimePlace(last.since().at(), last.id())))));
    }

    @GetMapping("/v1/findings/rules")
    @Operation(
            summary = "Every version of every rule that finds something",
            description = "All versions judge; where no version is asked for, the newest answers.")
    Rules rules(HttpServletRequest request) {
        QueryParameters.of(request).done();
        Collection<FindingRule> newest = findings.book().newest().values();
        return new Rules(findings.book().rules().stream()
                .sorted(Comparator.comparing(FindingRule::id)
                        .thenComparing(FindingRule::version, Comparator.reverseOrder()))
                .map(rule -> new RuleView(
                        rule.id(),
                        rule.version(),
                        newest.contains(rule),
                        rule.severity(),
                        rule.title(),
                        rule.definition(),
                        rule.source()))
                .toList());
    }

    private long position(Head head, QueryParameters query, @Nullable Moment asOf) {
        long last = head.nextPosition() - 1;
        return switch (asOf) {
            case null -> last;
            case Moment.Position at -> {
                if (at.position() > last) {
                    query.fault("asOf", "not projected yet", "a position below " + head.nextPosition());
                }
                yield at.position();
            }
            case Moment.Time at -> entries.lastBy(head.generation(), head.nextPosition(), at.time());
        };
    }

    private List<FindingRule> asked(Optional<String> rule, Optional<Integer> version) {
        Collection<FindingRule> newest = findings.book().newest().values();
        return findings.book().rules().stream()
                .filter(each -> rule.map(each.id()::equals).orElse(true))
                .filter(each -> version.map(wanted -> wanted == each.version()).orElseGet(() -> newest.contains(each)))
                .toList();
    }

    private @Nullable Integer version(String text, Optional<String> rule) {
        return findings.book().rules().stream()
                .filter(each -> rule.map(each.id()::equals).orElse(true))
                .map(FindingRule::version)
                .filter(version -> version.toString().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String release(String text) {
        UUID id = QueryParameters.uuid(text);
        return id == null ? null : ReleaseStream.name(id);
    }

    private static @Nullable String flag(String text) {
        UUID id = QueryParameters.uuid(text);
        return id == null ? null : FlagStream.name(id);
    }
}
