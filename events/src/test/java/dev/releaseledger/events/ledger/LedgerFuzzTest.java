package dev.releaseledger.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes, a parser refuses them as {@link Malformed} or reads what is written as the same bytes again. Without a
 * fuzzer, holds for the fixtures and the inputs that one found; see {@code infra/fuzz}.
 */
class LedgerFuzzTest {
    static Stream<byte[]> notes() {
        return fixtures(".note");
    }

    static Stream<byte[]> checkpoints() {
        return fixtures(".checkpoint");
    }

    static Stream<byte[]> keys() {
        return fixtures(".vkey");
    }

    static Stream<byte[]> proofs() {
        return fixtures(".tlog-proof");
    }

    static Stream<byte[]> signatureLines() {
        return notes().flatMap(note -> new String(note, UTF_8).lines())
                .filter(line -> line.startsWith("—"))
                .map(line -> line.getBytes(UTF_8));
    }

    static Stream<byte[]> witnessKeys() {
        return Stream.concat(keys(), fixtures(".wkey"));
    }

    static Stream<byte[]> cosigned() {
        return Stream.concat(notes(), fixtures(".cosigned"));
    }

    /** The lines of each note together, as a witness would answer with them. */
    static Stream<byte[]> cosignatureLines() {
        return cosigned()
                .map(note -> new String(note, UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("—"))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
    }

    static Stream<byte[]> paths() {
        return Stream.of(
                        "tile/0/000",
                        "tile/63/x001/x234/067.p/255",
                        "tile/entries/x123/456.p/1",
                        "tile/0/x000/001",
                        "tile/0/001.p/256",
                        "tile/64/000",
                        "tile/00/000")
                .map(path -> path.getBytes(UTF_8));
    }

    static Stream<byte[]> tiles() {
        return Stream.of(1, 2, 255, 256).flatMap(width -> {
            byte[] tile = new byte[1 + width * Hash.LENGTH];
            tile[0] = (byte) (width - 1);
            return Stream.of(tile, Arrays.copyOf(tile, tile.length - 1), Arrays.copyOf(tile, tile.length + 1));
        });
    }

    static Stream<byte[]> bundles() {
        byte[] two = new EntryBundle(0, 2).encode(List.of("{}".getBytes(UTF_8), new byte[0]));
        byte[] longest = new EntryBundle(0, 1).encode(List.of(new byte[EntryBundle.MAX_ENTRY_BYTES]));
        return Stream.of(widthBefore(2, two), widthBefore(3, two), widthBefore(1, two), widthBefore(1, longest));
    }

    private static byte[] widthBefore(int width, byte[] bytes) {
        byte[] input = new byte[1 + bytes.length];
        input[0] = (byte) (width - 1);
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    private static Stream<byte[]> fixtures(String kind) {
        return Stream.of("intact", "malformed", "rejected", "failing")
                .flatMap(Fixtures::names)
                .filter(name -> name.endsWith(kind))
                .map(Fixtures::bytes);
    }

    @MethodSource("notes")
    @FuzzTest(maxDuration = "1m")
    void signedNote(byte[] bytes) {
        try {
            assertThat(SignedNote.parse(bytes).format().getBytes(UTF_8)).isEqualTo(bytes);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("notes")
    @FuzzTest(maxDuration = "1m")
    void openedCheckpoint(byte[] bytes) throws Malformed {
        VerifierKey key = VerifierKey.parse(Fixtures.LOG_KEY);
        try {
            // Nobody has the key any more: what is believed is what was signed before.
            assertThat(Checkpoint.open(SignedNote.parse(bytes), Fixtures.ORIGIN, List.of(key))
                            .size())
                    .isBetween(0L, 1_000_000L);
        } catch (Malformed | NoteRejected refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @MethodSource("checkpoints")
    @FuzzTest(maxDuration = "1m")
    void checkpoint(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("keys")
    @FuzzTest(maxDuration = "1m")
    void verifierKey(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(VerifierKey.parse(text).format()).isEqualTo(text);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("signatureLines")
    @FuzzTest(maxDuration = "1m")
    void noteSignature(byte[] bytes) {
        String line = new String(bytes, UTF_8);
        try {
            assertThat(NoteSignature.parse(line).format()).isEqualTo(line);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("witnessKeys")
    @FuzzTest(maxDuration = "1m")
    void witnessKey(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(WitnessKey.parse(text).format()).isEqualTo(text);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("cosignatureLines")
    @FuzzTest(maxDuration = "1m")
    void cosignatureLines(byte[] bytes) {
        String lines = new String(bytes, UTF_8);
        try {
            assertThat(Cosignature.formatLines(Cosignature.parseLines(lines))).isEqualTo(lines);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("cosigned")
    @FuzzTest(maxDuration = "1m")
    void cosignatures(byte[] bytes) throws Malformed {
        WitnessKey witness = WitnessKey.parse(Fixtures.COSIGNER_KEY);
        try {
            SignedNote note = SignedNote.parse(bytes);
            assertThat(Cosignature.verify(note.text(), note.signatures(), List.of(witness)))
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(each -> each.witness().equals(witness));
        } catch (Malformed | NoteRejected refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @MethodSource("proofs")
    @FuzzTest(maxDuration = "1m")
    void tlogProof(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            TlogProof proof = TlogProof.parse(text);
            assertThat(proof.format()).isEqualTo(text);
            assertThat(TlogProof.parse(proof.format())).isEqualTo(proof);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @MethodSource("paths")
    @FuzzTest(maxDuration = "1m")
    void tilePath(byte[] bytes) {
        String path = new String(bytes, UTF_8);
        try {
            assertThat(TilePath.parse(path).path()).isEqualTo(path);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isEqualTo(Malformed.Fault.TILE_PATH);
        }
    }

    @MethodSource("tiles")
    @FuzzTest(maxDuration = "1m")
    void hashTile(byte[] input) {
        if (input.length == 0) {
            return;
        }
        HashTile tile = new HashTile(0, 0, 1 + Byte.toUnsignedInt(input[0]));
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            assertThat(tile.encode(tile.decode(bytes))).isEqualTo(bytes);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isEqualTo(Malformed.Fault.TILE_LENGTH);
        }
    }

    @MethodSource("bundles")
    @FuzzTest(maxDuration = "1m")
    void entryBundle(byte[] input) {
        if (input.length == 0) {
            return;
        }
        EntryBundle bundle = new EntryBundle(0, 1 + Byte.toUnsignedInt(input[0]));
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            assertThat(bundle.encode(bundle.decode(bytes))).isEqualTo(bytes);
        } catch (Malformed refused) {
            assertThat(refused.fault()).isEqualTo(Malformed.Fault.TILE_LENGTH);
        }
    }
}
