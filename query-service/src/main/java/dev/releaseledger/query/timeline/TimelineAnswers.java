package dev.releaseledger.query.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.PrivateAnswer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers a timeline as what it was asked for as. */
@Component
final class TimelineAnswers {
    private final Timelines timelines;

    TimelineAnswers(Timelines timelines) {
        this.timelines = timelines;
    }

    ResponseEntity<Object> of(Generation generation, Timelines.Told told, MediaType type) {
        ResponseEntity.BodyBuilder answer = PrivateAnswer.offered();
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return answer.contentType(type).body(told.timeline());
        }
        if (type.equals(MediaType.TEXT_MARKDOWN)) {
            return answer.contentType(new MediaType(type, UTF_8))
                    .body(TimelineMarkdown.of(told.timeline()).getBytes(UTF_8));
        }
        return answer.contentType(type)
                .header("Content-Security-Policy", "default-src 'none'")
                .body(TimelinePicture.of(told.timeline(), timelines.clusters(generation, told))
                        .getBytes(UTF_8));
    }
}
