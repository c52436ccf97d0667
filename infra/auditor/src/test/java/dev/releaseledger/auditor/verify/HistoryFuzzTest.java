package dev.releaseledger.auditor.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.releaseledger.auditor.testing.Export;
import dev.releaseledger.auditor.testing.ToldPerson;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.release.Stage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever entries say, they come to a verdict. Without a fuzzer, holds for the seeds and the inputs that one found; see
 * {@code infra/fuzz}.
 */
class HistoryFuzzTest {
    /** A ledger, and what somebody who writes entries by hand may make of it. */
    static Stream<byte[]> histories() {
        String told = new String(
                Export.of(Export.key(), ledger -> {
                            ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0").changes(1);
                            release.refused("ApproveStage", ToldPerson.PAULA, release.approval(Stage.PRODUCTION))
                                    .approvedUpTo(Stage.POST_RELEASE);
                        })
                        .bytes(),
                UTF_8);
        return Stream.of(
                        told,
                        told.replace("release/", "release/x"),
                        told.replaceAll("(\"subject\":\"[a-z]+/)[^\"]*", "$1"),
                        told.replace("\"policyVersion\":1", "\"policyVersion\":2147483647"),
                        told.replaceAll("\"(decided|occurred)?at\":\"2026", "\"$1at\":\"+999999999"),
                        told.replaceAll("\"subjectSequence\":-?[0-9]+", "\"subjectSequence\":9223372036854775807"),
                        told.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-", "00000000-0000-"),
                        told.replaceAll("\\[[^\\[\\]]*\\]", "[]"),
                        told.lines().sorted().reduce("", (one, other) -> one + other + "\n"))
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("histories")
    @FuzzTest(maxDuration = "1m")
    void history(byte[] export) {
        for (Extent extent : Extent.values()) {
            Findings findings = new Findings(1_000);
            Entries entries = new Entries(null, findings, new History(findings, extent));
            long[] position = {0};
            new String(export, UTF_8).lines().forEach(line -> entries.entry(position[0]++, line.getBytes(UTF_8)));
            entries.end(position[0]);

            assertThat(findings.total()).isNotNegative();
        }
    }
}
