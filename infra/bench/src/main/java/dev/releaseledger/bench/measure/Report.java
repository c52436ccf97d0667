package dev.releaseledger.bench.measure;

import java.time.Instant;
import java.util.List;

/**
 * What one benchmark gave.
 *
 * @param benchmark its name on the command line
 * @param question what it asks, in a sentence
 * @param setUp how it was asked
 * @param notes what a reader of the figures has to know
 */
public record Report(
        String benchmark,
        String question,
        String setUp,
        Machine machine,
        Instant measuredAt,
        List<Figure> figures,
        List<Target> targets,
        List<String> notes) {
    public Report {
        figures = List.copyOf(figures);
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }
}
