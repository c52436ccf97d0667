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
    /** Faults that nothing can show as a fixture of reasonable size. */
    private static final Set<Malformed.Fault> TESTED_ELSEWHERE = EnumSet.of(Malformed.Fault.TOO_LARGE);

    /** Faults of the proofs that two trees are consistent: no fixture is of two. */
    private static final Set<ProofFailed.Fault> OF_TWO_TREES =
            EnumSet.of(ProofFailed.Fault.SIZES, ProofFailed.Fault.OLD_ROOT);

    static Stream<String> intact() {
        return Fixtures.names("intact");
    }

    static Stream<String> malformed() {
        return Fixtures.names("malformed");
    }

    static Stream<String> rejected() {
        return Fixtures.names("rejected");
    }

    static Stream<String> failing() {
        return Fixtures.names("failing");
    }

    @ParameterizedTest
    @MethodSource("intact")
    void anIntactFileIsReadAndWrittenByteForByte(String name) throws NotVerified {
        assertThat(Fixtures.reread(name)).isEqualTo(Fixtures.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFileIsRefusedForTheFaultItIsNamedAfter(String name) {
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

    @ParameterizedTest
    @MethodSource("failing")
    void aProofThatProvesNothingFailsForTheFaultItIsNamedAfter(String name) throws Malformed {
        Set<VerifierKey> known = Set.of(VerifierKey.parse(Fixtures.LOG_KEY));
        TlogProof proof = TlogProof.parse(Fixtures.text(name));
        Hash leaf = Hash.leaf(Rfc6962Vectors.ENTRIES.get(5));

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.open(leaf, Fixtures.ORIGIN, known))
                .extracting(ProofFailed::fault)
                .isEqualTo(ProofFailed.Fault.valueOf(Fixtures.fault(name)));
    }

    @Test
    void everyFaultHasAFixture() {
        assertThat(Stream.concat(
                        malformed().map(Fixtures::fault).map(Malformed.Fault::valueOf), TESTED_ELSEWHERE.stream()))
                .contains(Malformed.Fault.values());
        assertThat(rejected().map(Fixtures::fault).map(NoteRejected.Reason::valueOf))
                .contains(NoteRejected.Reason.values());
        assertThat(Stream.concat(failing().map(Fixtures::fault).map(ProofFailed.Fault::valueOf), OF_TWO_TREES.stream()))
                .contains(ProofFailed.Fault.values());
    }
}
