package dev.releaseledger.events.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an approval approves, as a digest: the release's changes and the newest evidence of the stages up to the approved
 * one, with the digests of the artefacts that were looked at. Or its changes alone: what evidence is of.
 *
 * <p>{@code "sha256:" + hex(SHA-256(lines))}, a line being its fields, each as {@code <length in UTF-8 bytes>:<field>} and
 * absent ones as {@code -}, ended by a line feed: first every change ({@code change}, id, category, summary, reference,
 * author, commit, mergedAt, then each reviewer as they were named) in the order of ids, then every piece of evidence
 * ({@code evidence}, stage, criterion, outcome, source, link, digest, then name and value of each measurement in the order
 * of names) in the order of criteria. A value is written without trailing zeros, in the notation of
 * {@link BigDecimal#toString}.
 */
public final class ContentDigest {
    private ContentDigest() {}

    /** The digest of what an approval of this stage approves. */
    public static String of(Release release, Stage upTo) {
        MessageDigest sha256 = release.hashedChanges().begun();
        evidence(sha256, release, upTo);
        return inWords(sha256);
    }

    /** The digest of the changes alone, made of the same lines; evidence leaves it as it is. */
    public static String ofChanges(Release release) {
        MessageDigest sha256 = release.hashedChanges().begun();
        return inWords(sha256);
    }

    /** A new hash of these changes alone. */
    static MessageDigest hash(Map<String, Change> changes) {
        MessageDigest sha256 = sha256();
        new TreeMap<>(changes).values().forEach(change -> {
            fields(
                    sha256,
                    "change",
                    change.changeId(),
                    change.category().name(),
                    change.summary(),
                    change.reference(),
                    change.author().toString(),
                    change.commit(),
                    change.mergedAt() == null ? null : change.mergedAt().toString());
            change.reviewers().forEach(reviewer -> fields(sha256, reviewer.toString()));
            endOfLine(sha256);
        });
        return sha256;
    }

    private static void evidence(MessageDigest sha256, Release release, Stage upTo) {
        new TreeMap<>(release.evidence())
                .values().stream()
                        .filter(evidence -> evidence.stage().compareTo(upTo) <= 0)
                        .forEach(evidence -> {
                            fields(
                                    sha256,
                                    "evidence",
                                    evidence.stage().name(),
                                    evidence.criterion(),
                                    evidence.outcome().name(),
                                    evidence.source(),
                                    evidence.link(),
                                    evidence.digest());
                            new TreeMap<>(evidence.values())
                                    .forEach((name, value) -> fields(
                                            sha256,
                                            name,
                                            value.stripTrailingZeros().toString()));
                            endOfLine(sha256);
                        });
    }

    private static String inWords(MessageDigest sha256) {
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    private static void fields(MessageDigest sha256, @Nullable String... fields) {
        for (String field : fields) {
            if (field == null) {
                sha256.update((byte) '-');
            } else {
                byte[] bytes = field.getBytes(UTF_8);
                sha256.update((bytes.length + ":").getBytes(UTF_8));
                sha256.update(bytes);
            }
        }
    }

    private static void endOfLine(MessageDigest sha256) {
        sha256.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
