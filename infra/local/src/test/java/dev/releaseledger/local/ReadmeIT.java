package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.Auditor;
import dev.releaseledger.servers.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README's tour says, word for word but for the ports, and sees what it shows. */
class ReadmeIT {
    @TempDir
    Path data;

    private final String command = Integer.toString(FreePort.find());
    private final String query = Integer.toString(FreePort.find());

    @Test
    void theTourLeadsWhereItSays() throws Exception {
        Process local = start();
        try {
            assertThat(local.inputReader().lines().anyMatch(line -> line.startsWith("Ready after")))
                    .isTrue();
            Path output = data.resolve("tour.out");
            Process tour = new ProcessBuilder("bash", "-eu", tour().toString())
                    .directory(Readme.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(tour.waitFor(900, TimeUnit.SECONDS)).isTrue();

            String seen = Files.readString(output);
            assertThat(tour.exitValue()).as(seen).isZero();
            assertThat(seen)
                    .containsSubsequence(
                            "\"sequence\":0,",
                            "\"sequence\":1,",
                            "rules/every-criterion-is-shown",
                            "\"sequence\":6,",
                            "rules/approver-is-not-the-author",
                            "\"onTheDay\":true",
                            "\"next\":\"window-announced\"",
                            "open checklist items: record-updated",
                            "\"status\":\"COMPLETED\"",
                            "dev.releaseledger.release.release-planned.v1",
                            "\"status\":\"PLANNED\"",
                            "releaseledger.local\n",
                            "— releaseledger.local ",
                            "\"path\":\"hotfix.budget\"",
                            "\"id\":\"basket\",\"sequence\":0,",
                            "stages[PRODUCTION].approval.approvals",
                            "coverage is 79.4, wanted at least 80",
                            "rules/hotfix-qualifies",
                            "## [2.5.0]",
                            "rules/step-was-found-healthy",
                            "\"progress\":\"EXECUTING\"",
                            "\"version\":\"1.0.0\"",
                            "rules/root-cause-is-stated",
                            "\"rank\":1,",
                            "\"status\":\"CLOSED\"",
                            "\"rule\":\"clean-up-open\"",
                            "\"mayGo\":false",
                            "\"failed\":1,\"rate\":0.500000",
                            "five figures agree",
                            "rules/phase-is-not-skipped",
                            "\"reason\":\"TARGETING_MATCH\"",
                            "\"reason\":\"SPLIT\"",
                            "TARGETING_KEY_MISSING",
                            "\"reason\":\"DISABLED\"",
                            "\"reason\":\"TARGETING_MATCH\"",
                            "\"differences\":[",
                            "holds: ",
                            "DOES NOT HOLD: ",
                            "ended with 1")
                    .doesNotContain("\"status\":400", "\"status\":401", "\"status\":500", "\"status\":503");
        } finally {
            local.destroy();
            local.waitFor(120, TimeUnit.SECONDS);
        }
    }

    private Path tour() throws Exception {
        StringBuilder script = new StringBuilder("export RELEASE_LEDGER_DATA='" + data + "'\n");
        Readme.blocksUnder("A first tour", "bash").forEach(script::append);
        Readme.blocksUnder("Rules of your own", "bash").forEach(script::append);
        Readme.blocksUnder("Watched, and taken back", "bash").forEach(script::append);
        Readme.blocksUnder("When it hurts", "bash").forEach(script::append);
        Readme.blocksUnder("Open to a few first", "bash").forEach(script::append);
        Readme.blocksUnder("Nothing to take on trust", "bash").forEach(script::append);
        return Files.writeString(
                data.resolve("tour.bash"),
                settling(script.toString(), "say", "publish")
                        .replace(
                                "infra/audit ",
                                java() + " -cp '" + System.getProperty("java.class.path") + "' "
                                        + Auditor.class.getName() + " ")
                        .replace("127.0.0.1:8080", "127.0.0.1:" + command)
                        .replace("127.0.0.1:8081", "127.0.0.1:" + query));
    }

    /**
     * A reader of the README asks when they have read what was answered. The tour asks at once: what it says with these it has
     * to wait for until it can be asked for.
     */
    private static String settling(String script, String... functions) {
        StringBuilder settling = new StringBuilder("""
                settling=$(infra/token auditor)
                settle() {
                  local position
                  position=$(sed -n 's/.*"position":\\([0-9]*\\).*/\\1/p' <<< "$1")
                  while [ -n "$position" ] && [ 503 = "$(curl -sS -o /dev/null -w '%{http_code}' \\
                    "http://127.0.0.1:8081/v1/releases/00000000-0000-7000-8000-000000000000?after=$position" \\
                    -H "Authorization: Bearer $settling")" ]; do sleep 0.1; done
                }
                """);
        String told = script;
        for (String function : functions) {
            String asWritten = told.lines()
                    .filter(line -> line.startsWith(function + "() {"))
                    .findFirst()
                    .orElseThrow();
            told = told.replace(
                    asWritten, asWritten.replaceFirst(function, "only_" + function) + """

                    %1$s() { local said; said=$(only_%1$s "$@"); echo "$said"; settle "$said"; }""".formatted(function));
        }
        return told.replaceFirst("(?m)^only_", Matcher.quoteReplacement(settling.toString()) + "only_");
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    private Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java(),
                        "-Xmx700m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Local.class.getName()))
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "RELEASE_LEDGER_DATA", data.toString(),
                        "RELEASE_LEDGER_COMMAND_PORT", command,
                        "RELEASE_LEDGER_QUERY_PORT", query,
                        "RELEASE_LEDGER_ISSUER_PORT", Integer.toString(FreePort.find()),
                        "RELEASE_LEDGER_POSTGRES_PORT", Integer.toString(FreePort.find()),
                        "RELEASE_LEDGER_KAFKA_PORT", Integer.toString(FreePort.find())));
        builder.environment().remove("RELEASE_LEDGER_POSTGRES_URL");
        builder.environment().remove("RELEASE_LEDGER_KAFKA_BOOTSTRAP");
        return builder.start();
    }
}
