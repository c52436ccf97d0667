package dev.releaseledger.query.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.MediaType;

/** What the answers about the ledger have in common. */
final class Answers {
    static final MediaType TEXT = new MediaType("text", "plain", UTF_8);

    /** What a tree has at a place never changes, and what a partial tile has never changes either: a wider one has another path. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** For those who may read entries, and for no cache that others share. */
    static final String FOR_EVER_PRIVATE = "private, max-age=31536000, immutable";

    private Answers() {}

    static ProblemException noCheckpoint() {
        return notThere("there is no verified checkpoint yet");
    }

    static ProblemException notThere(String what) {
        return new ProblemException(Problem.NOT_FOUND.detail(what));
    }

    /** A tag of these bytes, with something to tell representations apart. */
    static String tag(byte[] content, String representation) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + representation + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
