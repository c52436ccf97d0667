package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.events.ledger.InclusionProof;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, the auditor reads it or says why not. Without a fuzzer, holds for the seeds and the inputs that one
 * found; see {@code infra/fuzz}.
 */
class SourceFuzzTest {
    /** How many files a bundle has here. */
    private static final int FILES = 5;

    private static final String PROOF =
            "{\"position\":0,\"hashes\":[\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}\n";
    private static final String MANIFEST =
            "{\"format\":\"release-ledger-evidence/1\",\"origin\":\"\",\"size\":-1,\"root\":7,\"files\":{\"..\":[]}}";

    /** Seeds are made before the fuzzer instruments classes, and records that it finds loaded do not survive that. */
    private static final class Told {
        private static final SmallLedger LEDGER = new SmallLedger().grow(5);
    }

    static Stream<byte[]> lines() {
        return Stream.of("", "\n", "a", "a\n", "\n\na\n", "a\r\nb", "{\"position\":0}\n{\"position\":1}")
                .map(text -> text.getBytes(UTF_8));
    }

    static Stream<byte[]> entries() {
        return Stream.of(
                        "{\"id\":\"7\",\"position\":1234,\"sequence\":0,\"data\":{\"position\":5}}",
                        "{\"position\":18446744073709551616,",
                        "{\"position\":",
                        "\"position\":-1}",
                        "\"data\":\"position\":7,")
                .map(text -> text.getBytes(UTF_8));
    }

    /** The number of a file of a bundle, and what is in its place; beyond the last one nothing is replaced. */
    static Stream<byte[]> bundleFiles() {
        return Stream.of(0, 1, 2, 3, 4, FILES)
                .flatMap(file -> Stream.of("", "{}", "[]\n", PROOF, MANIFEST)
                        .map(text -> (char) (int) file + text)
                        .map(text -> text.getBytes(UTF_8)));
    }

    @MethodSource("lines")
    @FuzzTest(maxDuration = "1m")
    void exportLines(byte[] bytes) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try (Lines lines = new Lines(new ByteArrayInputStream(bytes), "input")) {
            while (lines.next()) {
                joined.write(lines.buffer(), lines.from(), lines.length());
                joined.write('\n');
            }
        }
        boolean ended = bytes.length == 0 || bytes[bytes.length - 1] == '\n';
        assertThat(Arrays.copyOf(joined.toByteArray(), ended ? joined.size() : joined.size() - 1))
                .isEqualTo(bytes);
    }

    @MethodSource("entries")
    @FuzzTest(maxDuration = "1m")
    void claimedPosition(byte[] bytes) {
        long claimed = ClaimedPosition.of(bytes, 0, bytes.length);
        byte[] among = new byte[bytes.length + 40];
        Arrays.fill(among, (byte) '7');
        System.arraycopy(bytes, 0, among, 20, bytes.length);

        assertThat(claimed).isGreaterThanOrEqualTo(ClaimedPosition.NONE);
        assertThat(ClaimedPosition.of(among, 20, bytes.length)).isEqualTo(claimed);
    }

    @MethodSource("bundleFiles")
    @FuzzTest(maxDuration = "1m")
    void evidenceBundle(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Map<String, byte[]> files = bundle();
        List<String> names = List.copyOf(files.keySet());
        assertThat(names).hasSize(FILES);
        int replaced = Byte.toUnsignedInt(input[0]) % (FILES + 1);
        if (replaced < FILES) {
            files.put(names.get(replaced), Arrays.copyOfRange(input, 1, input.length));
        }
        Path zip = Files.createTempFile("bundle", ".zip");
        try {
            Files.write(zip, zipped(files));

            Called verify = Called.with("verify", zip, "--key", Told.LEDGER.key());

            assertThat(verify.exitCode()).as(verify.err()).isBetween(0, 3);
            assertThat(verify.err()).doesNotContain("\tat ");
        } finally {
            Files.delete(zip);
        }
    }

    private static Map<String, byte[]> bundle() {
        StringBuilder entries = new StringBuilder();
        StringBuilder proofs = new StringBuilder();
        for (int position : List.of(0, 1, 4)) {
            entries.append(Told.LEDGER.text(position)).append('\n');
            String hashes = String.join(
                    "\",\"",
                    InclusionProof.of(position, 5, Told.LEDGER.hashes()).hashes().stream()
                            .map(hash -> hash.toBase64())
                            .toList());
            proofs.append("{\"position\":" + position + ",\"hashes\":[\"" + hashes + "\"]}\n");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(EvidenceBundle.CHECKPOINT, Told.LEDGER.checkpoint(5).format().getBytes(UTF_8));
        files.put(EvidenceBundle.KEYS, (Told.LEDGER.key() + "\n").getBytes(UTF_8));
        files.put(EvidenceBundle.ENTRIES, entries.toString().getBytes(UTF_8));
        files.put(EvidenceBundle.PROOFS, proofs.toString().getBytes(UTF_8));
        String named = String.join(
                ",",
                files.entrySet().stream()
                        .map(file -> "\"" + file.getKey() + "\":\"" + sha256(file.getValue()) + "\"")
                        .toList());
        files.put(
                EvidenceBundle.MANIFEST,
                ("{\"format\":\"" + EvidenceBundle.FORMAT + "\",\"origin\":\"" + SmallLedger.ORIGIN
                                + "\",\"size\":5,\"root\":\"x\",\"entries\":3,\"files\":{" + named + "}}")
                        .getBytes(UTF_8));
        return files;
    }

    private static byte[] zipped(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
