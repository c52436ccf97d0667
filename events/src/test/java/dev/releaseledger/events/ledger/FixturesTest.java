package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {
    /** Faults that no text can show as a fixture of reasonable size, and those of bytes and paths. */
    private static final Set<Malformed.Fault> TESTED_ELSEWHERE =
            EnumSet.of(Malformed.Fault.TOO_LARGE, Malformed.Fault.TILE_PATH, Malformed.Fault.TILE_LENGTH);

    static Stream<String> intact() {
        return Fixtures.names("intact");
    }

    static Stream<String> malformed() {
        return Fixtures.names("malformed");
    }

    static Stream<String> rejected() {
        return Fixtures.names("rejected");
    }

    @ParameterizedTest
    @MethodSource("intact")
    void anIntactTextIsReadAndWrittenByteForByte(String name) throws NotVerified {
        assertThat(Fixtures.reread(name)).isEqualTo(Fixtures.text(name));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedTextIsRefusedForTheFaultItIsNamedAfter(String name) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Fixtures.reread(name))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.valueOf(Fixtures.fault(name)));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void aNoteNotToBeBelievedIsRejectedForTheReasonItIsNamedAfter(String name) throws Malformed {
        Set<VerifierKey> known = Set.of(VerifierKey.parse(Fixtures.LOG_KEY));

        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> {
                    if (name.endsWith(".cosigned")) {
                        Fixtures.reread(name);
                    } else {
                        Checkpoint.open(Fixtures.text(name), Fixtures.ORIGIN, known);
                    }
                })
                .extracting(NoteRejected::reason)
                .isEqualTo(NoteRejected.Reason.valueOf(Fixtures.fault(name)));
    }

    @Test
    void everyFaultHasAFixture() {
        assertThat(Stream.concat(
                        malformed().map(Fixtures::fault).map(Malformed.Fault::valueOf), TESTED_ELSEWHERE.stream()))
                .contains(Malformed.Fault.values());
        assertThat(rejected().map(Fixtures::fault).map(NoteRejected.Reason::valueOf))
                .contains(NoteRejected.Reason.values());
    }
}
