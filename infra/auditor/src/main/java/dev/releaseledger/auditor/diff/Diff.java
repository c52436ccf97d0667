package dev.releaseledger.auditor.diff;

import dev.releaseledger.auditor.difference.Difference;
import dev.releaseledger.auditor.difference.Differences;
import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Progress;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.SourceAccess;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares two copies of a ledger. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares two exports, or whatever else has entries, by position: the first one that differs, what differs in"
                    + " it, and how far it goes on.",
            "Ends with 0 when they are the same, and with 1 when they are not, also where one is the beginning of the"
                    + " other."
        })
public final class Diff implements Callable<Integer> {
    private static final int EVERY = 4096;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "An export, an evidence.zip, a log's address or a topic; see verify.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    @SuppressWarnings("NullAway.Init")
    private String second;

    @Mixin
    private final SourceAccess access = new SourceAccess();

    @Mixin
    private final Console console = new Console();

    @Override
    public Integer call() throws IOException {
        Comparison comparison = new Comparison();
        try (EntrySource one = access.open(first);
                EntrySource other = access.open(second);
                Pulled left = new Pulled(one);
                Pulled right = new Pulled(other);
                Progress progress = Progress.of("diff", OptionalLong.empty())) {
            comparison.run(left, right, position -> {
                if (position % EVERY == 0) {
                    progress.at(position);
                }
            });
        }
        tell(comparison);
        boolean same = comparison.relation() == Comparison.Relation.SAME;
        return (same ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }

    private void tell(Comparison found) {
        Comparison.Pair pair = found.firstDifference();
        ObjectNode result = Console.result();
        result.put("relation", found.relation().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (pair != null) {
            ObjectNode first = result.putObject("firstDifference").put("position", pair.position());
            whatDiffers(pair, first);
            moved(pair, found.afterTheFirst()).ifPresent(words -> {
                console.say("  " + words);
                first.put("perhaps", words);
            });
        }
        console.say(summary(found));
        span(result, "both", found.both());
        span(result, "differing", found.differing());
        span(result, "onlyFirst", found.onlyOne());
        span(result, "onlySecond", found.onlyOther());
        console.say(result);
    }

    private String summary(Comparison found) {
        return switch (found.relation()) {
            case SAME -> "The same: " + found.both().count() + " entries.";
            case FIRST_IS_PREFIX ->
                first + " is the beginning of " + second + ", which goes on with positions " + range(found.onlyOther())
                        + ".";
            case SECOND_IS_PREFIX ->
                second + " is the beginning of " + first + ", which goes on with positions " + range(found.onlyOne())
                        + ".";
            case OVERLAP ->
                "The same where both have entries, at " + found.both().count() + " positions." + rest(found);
            case NOTHING_IN_COMMON -> "No position is in both." + rest(found);
            case DIFFER ->
                found.differing().count() + " of the " + found.both().count()
                        + " positions that both have differ, the first at "
                        + found.differing().first() + ", the last at "
                        + found.differing().last() + "." + rest(found);
        };
    }

    private String rest(Comparison found) {
        return only(first, found.onlyOne()) + only(second, found.onlyOther());
    }

    private static String only(String source, Comparison.Span span) {
        return span.isEmpty()
                ? ""
                : " Only " + source + " has " + (span.count() == 1 ? "position " : span.count() + " positions within ")
                        + range(span) + ".";
    }

    private static String range(Comparison.Span span) {
        return span.first() == span.last() ? Long.toString(span.first()) : span.first() + " to " + span.last();
    }

    private static void span(ObjectNode result, String name, Comparison.Span span) {
        ObjectNode node = result.putObject(name).put("count", span.count());
        if (!span.isEmpty()) {
            node.put("first", span.first()).put("last", span.last());
        }
    }

    private void whatDiffers(Comparison.Pair pair, ObjectNode result) {
        console.say("The first difference is at position " + pair.position() + ":");
        JsonNode one = json(pair.one());
        JsonNode other = json(pair.other());
        if (one == null || other == null || one.equals(other)) {
            String what = one == null || other == null
                    ? (one == null ? first : second) + " has bytes there that are not JSON"
                    : "the same JSON in other bytes";
            console.say("  " + what + "; leaf hashes " + leaf(pair.one()) + " and " + leaf(pair.other()));
            result.put("what", what);
            return;
        }
        List<Difference> differences = Differences.between(one, other);
        ArrayNode all = result.putArray("differences");
        for (Difference difference : differences) {
            console.say("  " + difference.words());
            ObjectNode each = all.addObject().put("path", difference.place().pointer());
            switch (difference) {
                case Difference.Added added -> each.set("second", added.now());
                case Difference.Removed removed -> each.set("first", removed.was());
                case Difference.Replaced replaced ->
                    each.set("first", replaced.was()).set("second", replaced.now());
            }
        }
    }

    /** What may have happened, by the ids of the entries around; those of a forger are of no help. */
    private Optional<String> moved(Comparison.Pair pair, Comparison.@Nullable Pair next) {
        String one = id(pair.one());
        String other = id(pair.other());
        if (next == null || one == null || other == null || one.equals(other)) {
            return Optional.empty();
        }
        boolean oneIsLater = one.equals(id(next.other()));
        boolean otherIsLater = other.equals(id(next.one()));
        if (oneIsLater && otherIsLater) {
            return Optional.of(
                    "the entries of positions " + pair.position() + " and " + next.position() + " have changed places");
        }
        if (oneIsLater) {
            return Optional.of(second + " has an entry more there, or " + first + " lacks one");
        }
        return otherIsLater
                ? Optional.of(first + " has an entry more there, or " + second + " lacks one")
                : Optional.empty();
    }

    private static @Nullable String id(byte @Nullable [] entry) {
        JsonNode json = json(entry);
        return json == null ? null : json.path("id").asString(null);
    }

    private static @Nullable JsonNode json(byte @Nullable [] entry) {
        try {
            return entry == null ? null : EntryJson.mapper().readTree(entry);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String leaf(byte @Nullable [] entry) {
        return entry == null ? "(none)" : Hash.leaf(entry).toBase64();
    }
}
