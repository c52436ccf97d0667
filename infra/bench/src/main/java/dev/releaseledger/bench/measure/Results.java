package dev.releaseledger.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A folder of reports: one JSON file a benchmark, and one Markdown file that shows them all. */
public final class Results {
    /** The order of the benchmarks in the Markdown file. */
    private static final List<String> ORDER = List.of(
            "append",
            "commands",
            "deadlines",
            "gates",
            "evaluate",
            "http",
            "ofrep",
            "projected",
            "flag-change",
            "triggers",
            "watch",
            "rebuild",
            "dora",
            "timeline",
            "proof",
            "tree",
            "verify");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    public Results(Path folder) {
        this.folder = folder;
    }

    /** Keeps a report instead of the one before it, and writes the Markdown file anew. */
    public void keep(Report report) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(report.benchmark()), JSON.writeValueAsString(report) + "\n");
        List<Report> all = new ArrayList<>();
        for (String benchmark : ORDER) {
            if (Files.exists(file(benchmark))) {
                all.add(JSON.readValue(Files.readString(file(benchmark)), Report.class));
            }
        }
        Files.writeString(folder.resolve("figures.md"), Markdown.of(all));
    }

    private Path file(String benchmark) {
        return folder.resolve(benchmark + ".json");
    }
}
