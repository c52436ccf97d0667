package dev.releaseledger.query.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers for whoever asked alone: nobody else may keep them, and they are asked about again before they are used again. */
public final class PrivateAnswer {
    private PrivateAnswer() {}

    /** An answer of one form. */
    public static ResponseEntity.BodyBuilder ok() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
    }

    /**
     * What a stream means at a sequence. The tag is what {@code If-Match} takes, so that there is none of what was.
     *
     * @param isNow whether it was asked for as it is
     */
    public static ResponseEntity.BodyBuilder ofStream(long sequence, boolean isNow) {
        ResponseEntity.BodyBuilder answer = ok();
        return isNow ? answer.eTag("\"" + sequence + "\"") : answer;
    }

    /** An answer of a form that the {@code Accept} header chose. */
    public static ResponseEntity.BodyBuilder offered() {
        return ok().varyBy(HttpHeaders.ACCEPT);
    }

    /**
     * An answer as Markdown or as JSON.
     *
     * @param answer the answer so far
     * @param type what the {@code Accept} header chose
     */
    public static ResponseEntity<Object> markdownOrJson(
            MediaType type, ResponseEntity.BodyBuilder answer, Supplier<String> markdown, Object json) {
        return type.equals(MediaType.TEXT_MARKDOWN)
                ? answer.contentType(new MediaType(type, UTF_8))
                        .body(markdown.get().getBytes(UTF_8))
                : answer.contentType(type).body(json);
    }
}
