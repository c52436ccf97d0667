package dev.releaseledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How well the suspects are ranked, over incidents whose true cause is known. The report says where they are not. */
class SuspectsReportTest {
    private static final Path REPORT = Path.of("../infra/decisions/timelines-suspects.md");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /**
     * What came of a scenario.
     *
     * @param rank of the true cause; 0 where it is no suspect
     */
    private record Outcome(Scenario scenario, int rank, List<Suspect> suspects) {
        static Outcome of(Scenario scenario, long seed, Duration before) {
            Scene scene = new Scene(seed);
            Scenario.Cause cause = scenario.told().apply(scene);
            List<Suspect> suspects = scene.suspects(before);
            int rank = suspects.stream()
                    .filter(cause::is)
                    .map(Suspect::rank)
                    .findFirst()
                    .orElse(0);
            return new Outcome(scenario, rank, suspects);
        }

        boolean isRight() {
            return rank == 1;
        }
    }

    private static List<Outcome> outcomes(long seed) {
        return Scenario.all().stream()
                .map(scenario -> Outcome.of(scenario, seed, HOUR))
                .toList();
    }

    @Test
    void theTrueCauseIsTheFirstSuspectInNineOfTenScenarios() {
        List<Outcome> outcomes = outcomes(0);
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(12);
        long right = outcomes.stream().filter(Outcome::isRight).count();
        assertThat(10 * right).isGreaterThanOrEqualTo(9L * outcomes.size());
    }

    /** Whatever the minutes: the same share over variations of all scenarios. */
    @Property(tries = 100)
    void soItIsWhateverTheMinutes(@ForAll long seed) {
        List<Outcome> outcomes = outcomes(seed);
        long right = outcomes.stream().filter(Outcome::isRight).count();
        assertThat(10 * right).isGreaterThanOrEqualTo(9L * outcomes.size());
    }

    @Test
    void everyScoreCanBeComputedAgainFromItsTerms() {
        for (Outcome outcome : outcomes(0)) {
            for (Suspect suspect : outcome.suspects()) {
                double sum = 0;
                for (Suspect.Term term : suspect.terms()) {
                    assertThat(term.value()).isBetween(0.0, 1.0);
                    assertThat(term.contribution())
                            .isEqualTo(Math.round(term.weight() * term.value() * 1_000) / 1_000.0);
                    sum += term.contribution();
                }
                assertThat(suspect.score()).isEqualTo(Math.round(sum * 1_000) / 1_000.0);
            }
        }
    }

    @Test
    void theReportIsWhatIsFound() throws IOException {
        String report = report();
        if (Boolean.getBoolean("report.write")) {
            Files.writeString(REPORT, report);
        }
        assertThat(Files.readString(REPORT)).isEqualTo(report);
    }

    private static String report() {
        List<Outcome> outcomes = outcomes(0);
        long right = outcomes.stream().filter(Outcome::isRight).count();
        StringBuilder text = new StringBuilder("""
                # How well suspects are ranked

                Scripted incidents whose true cause is known, ranked by the weights that the service goes by, with what changed in \
                the hour before. The script and the weights are by the same hands: this says that the terms do what they should, \
                not how often they are right out there. Written by a test, `SuspectsReportTest` (`-Dreport.write=true`).

                """);
        text.append("The true cause is the first suspect in ")
                .append(right)
                .append(" of ")
                .append(outcomes.size())
                .append(" scenarios.\n\n");
        text.append("| kind | what happens | true cause | its rank | first suspect | score | second |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        outcomes.forEach(outcome -> text.append(row(outcome)));
        text.append("\n## Where it is not the first\n");
        outcomes.stream().filter(outcome -> !outcome.isRight()).forEach(outcome -> text.append(miss(outcome)));
        text.append("\n## What decided\n\nThe terms of each first suspect that count anything.\n\n");
        outcomes.forEach(outcome -> text.append("- ")
                .append(outcome.scenario().name())
                .append(": ")
                .append(terms(outcome.suspects().getFirst()))
                .append('\n'));
        return text.toString();
    }

    private static String row(Outcome outcome) {
        Suspect first = outcome.suspects().getFirst();
        String truth = outcome.scenario().told().apply(new Scene(0)).kind().name();
        String second =
                outcome.suspects().size() > 1 ? figure(outcome.suspects().get(1).score()) : "";
        return "| " + outcome.scenario().kind() + " | " + outcome.scenario().name() + " | " + truth + " | "
                + (outcome.rank() == 0 ? "none" : outcome.rank()) + " | " + first.kind() + ": " + first.what() + " | "
                + figure(first.score()) + " | " + second + " |\n";
    }

    private static String miss(Outcome outcome) {
        int longer = Outcome.of(outcome.scenario(), 0, HALF_A_DAY).rank();
        return "\n**" + outcome.scenario().name() + "**: "
                + (outcome.rank() == 0 ? "the true cause is no suspect" : "the true cause has rank " + outcome.rank())
                + "; with `suspectsBefore=PT12H` "
                + (longer == 0 ? "it is none either" : "it has rank " + longer) + ".\n\n"
                + outcome.suspects().stream()
                        .map(suspect -> suspect.rank() + ". " + suspect.what() + ", " + figure(suspect.score()) + ": "
                                + terms(suspect) + "\n")
                        .collect(Collectors.joining());
    }

    private static String terms(Suspect suspect) {
        return suspect.terms().stream()
                .filter(term -> term.contribution() != 0)
                .map(term -> term.name() + " " + figure(term.contribution()))
                .collect(Collectors.joining(", "));
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    @Test
    void everyNamedKindHasTwoScenarios() {
        Map<String, Long> kinds = new TreeMap<>(
                Scenario.all().stream().collect(Collectors.groupingBy(Scenario::kind, Collectors.counting())));
        List<String> named = new ArrayList<>(List.of(
                "bad canary", "flag gone wrong", "data migration", "certificate", "two at once", "alert storm"));
        assertThat(kinds.keySet()).containsAll(named);
        named.forEach(kind -> assertThat(kinds.getOrDefault(kind, 0L)).isGreaterThanOrEqualTo(2));
    }
}
