package dev.releaseledger.local;

import dev.releaseledger.importer.Importer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Imports the sample history that comes with the importer, and says where to look at it. */
record Demo(LocalSettings settings, Progress progress) {
    private static final Pattern FIRST_ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    void run() {
        progress.say("Importing the sample history:");
        // Good for twelve hours, and the import takes a minute.
        String token = token("importer");
        int status = Importer.run(
                progress.out(),
                () -> token,
                "--sample",
                "--url",
                "http://127.0.0.1:" + settings.command().port(),
                "--queries",
                queries());
        if (status != 0) {
            progress.say("The sample history is not complete; start again with --demo to go on.");
            return;
        }
        progress.say(worthOpening());
    }

    private String worthOpening() {
        StringBuilder text = new StringBuilder("""

                Worth opening, with  curl -H "Authorization: Bearer $(infra/token auditor)" :
                  %1$s/v1/releases
                  %1$s/v1/releases?kind=HOTFIX
                """.formatted(queries()));
        someRelease().ifPresent(id -> text.append("""
                          %1$s/v1/releases/%2$s
                          %1$s/v1/releases/%2$s/history?states=true
                        """.formatted(queries(), id)));
        return text.append("""
                          %1$s/v1/entries?after=-1&limit=20
                        and without a token:
                          %1$s/ledger/checkpoint
                        """.formatted(queries())).toString();
    }

    private String queries() {
        return "http://127.0.0.1:" + settings.query().port();
    }

    /** Any release will do; where the query service has none yet, the list above is enough. */
    private Optional<String> someRelease() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(queries() + "/v1/releases?limit=1"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token("auditor"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Matcher id = FIRST_ID.matcher(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return id.find() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the demo", e);
        }
    }

    private String token(String role) {
        try {
            return Token.request(settings.data(), role, "");
        } catch (IOException | Token.Refused e) {
            throw new IllegalStateException("No token for the demo: " + e.getMessage(), e);
        }
    }
}
