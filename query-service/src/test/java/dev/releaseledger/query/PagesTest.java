package dev.releaseledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/(?:pages/[^\"#]*)?)\"");

    private static String page(String path) throws IOException {
        String name = path.equals("/") ? "/index.html" : path;
        try (InputStream page = PagesTest.class.getResourceAsStream("/query-pages" + name)) {
            assertThat(page).as(name).isNotNull();
            return new String(page.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/pages/dora.html",
                "/pages/environments.html",
                "/pages/flags.html",
                "/pages/incidents.html",
                "/pages/threat-model.html"
            })
    void everyPageLeadsToPagesThatAreThere_andToWhatTheLedgerProves(String path) throws IOException {
        List<String> links =
                LINK.matcher(page(path)).results().map(match -> match.group(1)).toList();
        for (String link : links) {
            assertThat(page(link)).isNotEmpty();
        }
        if (!path.endsWith("threat-model.html")) {
            assertThat(links).contains("/pages/threat-model.html");
        }
    }

    @Test
    void whatTheLedgerProvesIsSaidForEachPossession_withWhatToPinHowToRotateAndWhatErasureLeaves() throws IOException {
        String page = page("/pages/threat-model.html");

        assertThat(Pattern.compile("<th scope=\"row\">([^<]+)</th>")
                        .matcher(page)
                        .results()
                        .map((MatchResult row) -> row.group(1)))
                .contains("the topics in Kafka", "the signing key", "database, topics and signing key");
        assertThat(page)
                .contains("Without any checkpoint kept elsewhere", "id=\"keep\"", "id=\"rotate\"", "id=\"erase\"")
                .contains("default-src 'self'")
                .doesNotContain("<script");
    }
}
