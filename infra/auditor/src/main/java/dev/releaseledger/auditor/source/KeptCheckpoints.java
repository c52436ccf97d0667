package dev.releaseledger.auditor.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The argument that says which checkpoints somebody kept; a mixin of the commands that compare with them. */
public final class KeptCheckpoints {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A signed checkpoint that you kept; may be repeated. Old ones are worth most: nobody can have"
                    + " adapted them.")
    private List<Path> checkpoints = new ArrayList<>();

    /** The files that they are in. */
    public List<Path> files() {
        return List.copyOf(checkpoints);
    }
}
