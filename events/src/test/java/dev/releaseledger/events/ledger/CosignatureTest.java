package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    /**
     * A checkpoint of a public log (arche2025h1.staging.ct.transparency.dev) as it was served, with cosignatures of public
     * witnesses, whose keys are as their operators publish them. The log's other signature is of a type that is not known here.
     */
    private static final String TEXT = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=
            """;

    private static final String NOTE = TEXT + """

            — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
            — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            """;

    private static final String LOG =
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
    private static final String LITTLE_GARDEN =
            "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM";
    private static final String SMARTIT =
            "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO";
    private static final String REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    private static List<Cosignature> verified(String note, String... witnesses) throws NotVerified {
        List<WitnessKey> known = new ArrayList<>();
        for (String witness : witnesses) {
            known.add(WitnessKey.parse(witness));
        }
        SignedNote parsed = SignedNote.parse(note);
        return Cosignature.verify(parsed.text(), parsed.signatures(), known);
    }

    @Test
    void cosignaturesOfPublicWitnessesVerify() throws NotVerified {
        List<Cosignature> cosignatures = verified(NOTE, REMORA, SMARTIT, LITTLE_GARDEN);

        assertThat(cosignatures)
                .extracting(each -> each.witness().format())
                .containsExactly(LITTLE_GARDEN, SMARTIT, REMORA);
        assertThat(cosignatures).extracting(Cosignature::time).containsOnly(Instant.ofEpochSecond(0x6a122120));
        assertThat(NOTE)
                .endsWith(Cosignature.formatLines(
                        cosignatures.stream().map(Cosignature::signature).toList()));
    }

    @Test
    void theLogsOwnSignatureVerifiesBesideThem() throws NotVerified {
        VerifierKey log = VerifierKey.parse(LOG);

        assertThat(SignedNote.parse(NOTE).verify(Set.of(log))).containsExactly(log);
    }

    @Test
    void anotherTextOfTheSameSizeIsNotCosigned() {
        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> verified(NOTE.replace("U7WM", "U7WN"), REMORA))
                .extracting(NoteRejected::reason)
                .isEqualTo(NoteRejected.Reason.WRONG_SIGNATURE);
    }

    @Test
    void aWitnessThatIsNotKnownSaysNothing() throws NotVerified {
        assertThat(verified(NOTE)).isEmpty();
        assertThat(verified(NOTE, Fixtures.COSIGNER_KEY)).isEmpty();
    }

    @Test
    void aWitnessCountsOnceHoweverOftenItSigned() throws NotVerified {
        String last = NOTE.substring(NOTE.lastIndexOf('\u2014'));

        assertThat(verified(NOTE + last, REMORA)).hasSize(1);
    }

    @Test
    void theLinesOfAnAnswerAreReadAsTheyAreWritten() throws Malformed {
        String lines = NOTE.substring(TEXT.length() + 1);

        assertThat(Cosignature.formatLines(Cosignature.parseLines(lines))).isEqualTo(lines);
    }

    @Test
    void anAnswerThatIsNotSignatureLinesIsRefusedForWhatIsWrongWithIt() {
        assertThat(fault("")).isEqualTo(Malformed.Fault.NO_FINAL_NEWLINE);
        assertThat(fault("\n")).isEqualTo(Malformed.Fault.SIGNATURE_LINE);
        assertThat(fault("<html>\n")).isEqualTo(Malformed.Fault.SIGNATURE_LINE);
        assertThat(fault("— w AAAAAAA=\n\n")).isEqualTo(Malformed.Fault.SIGNATURE_LINE);
        assertThat(fault("— w AAAAAAA=\r\n")).isEqualTo(Malformed.Fault.CONTROL_CHARACTER);
        assertThat(fault("— w AAAAAAA=\n".repeat(17))).isEqualTo(Malformed.Fault.TOO_MANY_SIGNATURES);
    }

    private static Malformed.Fault fault(String lines) {
        try {
            throw new AssertionError("read: " + Cosignature.parseLines(lines));
        } catch (Malformed e) {
            return e.fault();
        }
    }
}
