package dev.releaseledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README, as its tests read it. */
final class Readme {
    static final Path ROOT = root();

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** The fenced blocks of one language, in order. */
    static List<String> blocks(String language) throws IOException {
        return blocks(text(), language);
    }

    /** The fenced blocks of one language below one heading. */
    static List<String> blocksUnder(String heading, String language) throws IOException {
        String after = text().split("(?m)^## " + Pattern.quote(heading) + "$", 2)[1];
        return blocks(after.split("(?m)^## ", 2)[0], language);
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("README.md"))
                ? module
                : module.resolve("../..").normalize();
    }
}
