package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/])(infra/[a-z-]+)(?![\\w/.-])");

    @Test
    void everyLinkLeadsToSomethingThatIsThere() throws IOException {
        String text = Readme.text();
        List<String> targets = LINK.matcher(text)
                .results()
                .map(link -> link.group(1).replaceAll("\\s+", ""))
                .toList();

        assertThat(targets).isNotEmpty().allSatisfy(target -> {
            assertThat(target).as("links stay within the repository").doesNotContain("://");
            String file = target.replaceAll("#.*", "");
            assertThat(file.isEmpty() || Files.exists(Readme.ROOT.resolve(file)))
                    .as(target)
                    .isTrue();
            if (target.startsWith("#")) {
                assertThat(anchors(text)).contains(target.substring(1));
            }
        });
    }

    @Test
    void everyCommandThatIsNamedIsThereAndCanBeRun() throws IOException {
        List<Path> commands = Readme.blocks("bash").stream()
                .flatMap(block -> COMMAND.matcher(block).results())
                .map(command -> Readme.ROOT.resolve(command.group(1)))
                .distinct()
                .toList();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(Files.isExecutable(command))
                        .as(command.toString())
                        .isTrue());
    }

    @Test
    void nothingIsLeftToBeFilledIn() throws IOException {
        assertThat(Readme.text()).doesNotContain("FIGURES", "TODO", "TBD");
    }

    private static List<String> anchors(String text) {
        return Pattern.compile("(?m)^#+ (.+)$")
                .matcher(text)
                .results()
                .map((MatchResult heading) -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
