package dev.releaseledger.query.incident;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many incidents in pages and as files, by the whole service on real servers. */
class IncidentExportIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final Instant NOTICED = Instant.parse("2025-12-01T00:00:00Z");
    private static final int MANY = 10_000;

    /** Little enough that the service cannot have written everything before it is read. */
    private static final int SMALL_BUFFER = 4_096;

    private static RunningQueryService service;
    private static int opened;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        for (int n = 0; n < MANY; n++) {
            // Ten at a time are noticed at once: the id decides between them.
            open("many", "Incident " + n + " of a great many", NOTICED.plusSeconds(n / 10));
        }
        LEDGER.publish(0, MANY);
        open("odd", "=HYPERLINK(\"x\"), \"quoted\"\r\nand ünïcode 😀", NOTICED);
        LEDGER.publish(MANY, MANY + 1);
        service.awaitProjected(LEDGER.size());
    }

    private static UUID open(String product, String title, Instant detectedAt) {
        UUID id = new UUID(0, opened++);
        LEDGER.append(
                IncidentEvent.stream(id),
                new IncidentOpened(
                        product, "production", title, Severity.SEV3, IncidentOrigin.PERSON, detectedAt, List.of(), 1),
                LEDGER.live(Role.ON_CALL));
        return id;
    }

    private static UUID openAndPublish(String product, Instant detectedAt) {
        UUID id = open(product, "Incident that came later", detectedAt);
        LEDGER.publish((int) LEDGER.size() - 1, (int) LEDGER.size());
        return id;
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static List<JsonNode> pages(String filter) {
        List<JsonNode> incidents = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = service.get("/v1/incidents?limit=200&" + filter + cursor, "auditor")
                    .json();
            page.get("incidents").forEach(incidents::add);
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").stringValue();
        } while (!cursor.isEmpty());
        return incidents;
    }

    @Test
    void theExportHasWhatThePagesHave() {
        List<JsonNode> pages = pages("product=many");

        Answer json = service.get("/v1/incidents/export?format=json&product=many", "auditor");
        Answer csv = service.get("/v1/incidents/export?format=csv&product=many", "auditor");

        assertThat(pages).hasSizeGreaterThanOrEqualTo(MANY);
        assertThat(json.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(json.header("Incidents-Incomplete")).isEqualTo("false");
        assertThat(json.text().lines().map(line -> JSON.readTree(line).get("id").stringValue()))
                .containsExactlyElementsOf(
                        pages.stream().map(each -> each.get("id").stringValue()).toList());
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;header=present;charset=UTF-8");
        assertThat(csv.text().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(
                        pages.stream().map(each -> each.get("id").stringValue()).toList());
    }

    @Test
    void everyFieldOfARowIsInBothExports() {
        JsonNode row = JSON.readTree(service.get("/v1/incidents/export?format=json&product=odd", "auditor")
                .text());
        List<String> header = List.of(service.get("/v1/incidents/export?product=odd", "auditor")
                .text()
                .lines()
                .findFirst()
                .orElse("")
                .split(","));

        assertThat(header).containsExactlyElementsOf(row.propertyNames());
    }

    @Test
    void givenATextThatASpreadsheetWouldRun_theCsvQuotesAndDisarmsIt() {
        String csv = service.get("/v1/incidents/export?product=odd", "auditor").text();

        assertThat(csv)
                .contains(",\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\r\nand ünïcode 😀\",SEV3,")
                .endsWith("\r\n");
    }

    @Test
    void givenFaultyParameters_theExportNamesThemAll() {
        Answer faulty = service.get("/v1/incidents/export?format=xml&limit=1&severity=HIGH", "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields()).containsExactlyInAnyOrder("format", "limit", "severity");
        assertThat(service.get("/v1/incidents/export?product=many", "developer@odd")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenIncidentsOpenedMeanwhile_thePagesStillHaveEachThatWasThereOnce() {
        Set<String> before = new HashSet<>();
        pages("product=many").forEach(each -> before.add(each.get("id").stringValue()));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int page = 0;
        do {
            JsonNode answer = service.get("/v1/incidents?limit=200&product=many" + cursor, "auditor")
                    .json();
            answer.get("incidents").forEach(each -> seen.add(each.get("id").stringValue()));
            cursor = answer.get("next").isNull()
                    ? ""
                    : "&cursor=" + answer.get("next").stringValue();
            if (page++ % 10 == 0) {
                openAndPublish("many", NOTICED.plusSeconds(page * 20L));
                service.awaitProjected(LEDGER.size());
            }
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void anExportIsWrittenWhileItIsRead() throws IOException {
        try (Socket socket = asking("/v1/incidents/export?format=json");
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 512)) {
            assertThat(answer.readLine()).startsWith("HTTP/1.1 200");
            // Behind everything else in the order of the export: it is there only if the end is not read yet.
            UUID last = openAndPublish("later", NOTICED.minusSeconds(60));
            service.awaitProjected(LEDGER.size());

            String rest = rest(answer);

            assertThat(rest).contains(last.toString()).endsWith("\n0\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void givenATableThatIsAwayMeanwhile_theExportBreaksOffAndIsNotEndedWell(String format) throws Exception {
        try (Socket socket = asking("/v1/incidents/export?format=" + format);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 512)) {
            assertThat(answer.readLine()).startsWith("HTTP/1.1 200");
            execute("alter table query_g1.incident rename to incident_away");
            String rest;
            try {
                rest = rest(answer);
            } finally {
                execute("alter table query_g1.incident_away rename to incident");
            }

            assertThat(rest).doesNotEndWith("\n0\n\n").doesNotContain("problem");
        }
    }

    private static Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                + ISSUER.token("somebody", "auditor") + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static String rest(BufferedReader answer) {
        StringBuilder rest = new StringBuilder();
        try {
            for (String line = answer.readLine(); line != null; line = answer.readLine()) {
                rest.append(line).append('\n');
            }
        } catch (IOException brokenOff) {
            rest.append("(broken off)");
        }
        return rest.toString();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
