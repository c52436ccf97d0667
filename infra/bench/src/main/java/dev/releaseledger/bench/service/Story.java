package dev.releaseledger.bench.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The requests of a file, in turn. */
record Story(List<Step> steps) {
    /** The first days of a release, as a continuous integration and its people send them. */
    static final String COMMANDS = "story.tsv";

    /** What a flag serves to one user after the other. */
    static final String EVALUATIONS = "evaluations.tsv";

    /**
     * A request, with {@code @ID@} for the release and {@code @N@} for what makes its version unique.
     *
     * @param path of a POST
     */
    record Step(String path, String body) {
        Step about(UUID id, String unique) {
            return new Step(
                    path.replace("@ID@", id.toString()),
                    body.replace("@ID@", id.toString()).replace("@N@", unique));
        }
    }

    Story {
        steps = List.copyOf(steps);
    }

    /** The requests of one of the files. */
    static Story told(String file) throws IOException {
        return parse(new String(bytesOf(file), StandardCharsets.UTF_8));
    }

    static Story parse(String lines) {
        return new Story(lines.lines()
                .map(line -> {
                    int tab = line.indexOf('\t');
                    return new Step(line.substring(0, tab), line.substring(tab + 1));
                })
                .toList());
    }

    /** A file of this package. */
    static byte[] bytesOf(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
