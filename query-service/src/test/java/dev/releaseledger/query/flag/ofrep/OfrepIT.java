package dev.releaseledger.query.flag.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.evaluate.Bucket;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Flags as code asks for them, by the whole service on real servers. */
class OfrepIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final String NOBODY = "{\"context\":{\"targetingKey\":\"user-1\"}}";
    private static final String STAFF = "{\"context\":{\"targetingKey\":\"user-1\",\"group\":\"staff\"}}";
    private static final UUID RELEASE = UUID.fromString("00000000-0000-7000-8000-00000000c0c0");

    private static final String SHOP = "https://shop.example";

    private static final UUID BANNER = TestFlags.id(1);
    private static final UUID SHARE = TestFlags.id(2);
    private static final UUID KILLED = TestFlags.id(3);
    private static final UUID OLD = TestFlags.id(4);
    private static final UUID OTHERS = TestFlags.id(5);
    private static final UUID CHANGING = TestFlags.id(6);

    private static RunningQueryService service;
    private static long bannerDefined;
    private static long bannerTargeted;
    private static long killedAt;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE,
                PREFIX,
                ISSUER,
                List.of(LEDGER.key().format()),
                "--release-ledger.flags.write-counts=100ms",
                "--release-ledger.flags.tell-every=200ms",
                "--release-ledger.flags.allowed-origins=" + SHOP);
        bannerDefined = TestFlags.say(
                LEDGER,
                BANNER,
                TestFlags.defined(
                        "banner",
                        "checkout",
                        FlagType.OPS,
                        FlagValueType.OBJECT,
                        "{\"text\":\"Sale\",\"size\":3}",
                        "{}",
                        null));
        bannerTargeted = TestFlags.say(LEDGER, BANNER, TestFlags.onFor("group", "staff"));
        TestFlags.say(LEDGER, SHARE, TestFlags.bool("share", "checkout"));
        TestFlags.say(LEDGER, SHARE, new RolloutAdvanced(null, 5_000, null));
        TestFlags.say(LEDGER, KILLED, TestFlags.bool("killed", "checkout"));
        TestFlags.say(LEDGER, KILLED, new RolloutAdvanced(null, 10_000, null));
        killedAt = TestFlags.say(LEDGER, KILLED, new FlagDisabled("Orders are lost", RELEASE, null));
        TestFlags.say(LEDGER, OLD, TestFlags.bool("old", "checkout"));
        TestFlags.say(LEDGER, OLD, new RolloutAdvanced(null, 10_000, null));
        TestFlags.say(LEDGER, OLD, new FlagCleanedUp("https://code.example/changes/7", null));
        TestFlags.say(LEDGER, OLD, new FlagArchived("https://docs.example/old", null));
        TestFlags.say(
                LEDGER,
                OTHERS,
                TestFlags.defined(
                        "search-results", "search", FlagType.PERMISSION, FlagValueType.NUMBER, "50", "10", null));
        TestFlags.say(LEDGER, CHANGING, TestFlags.bool("changing", "checkout"));
        service.awaitProjected(LEDGER.size());
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        service.postJson(one("changing"), NOBODY, "auditor").status() == 200);
    }

    @AfterAll
    static void end() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    @Test
    void aClosedFlagServesItsOffVariant() {
        JsonNode answer = evaluate("banner", NOBODY);

        assertThat(answer.get("key").asString()).isEqualTo("banner");
        assertThat(answer.get("variant").asString()).isEqualTo("off");
        assertThat(answer.get("value")).isEqualTo(TestFlags.json("{}"));
        assertThat(answer.get("reason").asString()).isEqualTo("STATIC");
    }

    @Test
    void whoIsTargetedIsServedTheRulesVariantWithThePositionThatDecided() {
        JsonNode answer = evaluate("banner", STAFF);

        assertThat(answer.get("value")).isEqualTo(TestFlags.json("{\"text\":\"Sale\",\"size\":3}"));
        assertThat(answer.get("reason").asString()).isEqualTo("TARGETING_MATCH");
        assertThat(answer.get("metadata").get("position").asLong()).isEqualTo(bannerTargeted);
        assertThat(answer.get("metadata").has("releaseId")).isFalse();
    }

    @Test
    void aShareIsServedByThePublishedHash() {
        String reached = userWhere(true);
        String notReached = userWhere(false);

        JsonNode in = evaluate("share", "{\"context\":{\"targetingKey\":\"" + reached + "\"}}");
        assertThat(in.get("value").asBoolean()).isTrue();
        assertThat(in.get("reason").asString()).isEqualTo("SPLIT");
        JsonNode out = evaluate("share", "{\"context\":{\"targetingKey\":\"" + notReached + "\"}}");
        assertThat(out.get("value").asBoolean()).isFalse();
    }

    private static String userWhere(boolean reached) {
        return IntStream.range(0, 1_000)
                .mapToObj(n -> "user-" + n)
                .filter(user -> Bucket.ofRollout("salt-of-share", user) < 5_000 == reached)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDisabledFlagNamesTheReleaseAndThePosition() {
        JsonNode answer = evaluate("killed", NOBODY);

        assertThat(answer.get("value").asBoolean()).isFalse();
        assertThat(answer.get("reason").asString()).isEqualTo("DISABLED");
        assertThat(answer.get("metadata").get("position").asLong()).isEqualTo(killedAt);
        assertThat(answer.get("metadata").get("releaseId").asString()).isEqualTo(RELEASE.toString());
    }

    @Test
    void whatSomebodyWouldHaveSeenThenIsTold() {
        JsonNode before = service.postJson(one("killed") + "?asOf=" + (killedAt - 1), NOBODY, "auditor")
                .json();
        assertThat(before.get("value").asBoolean()).isTrue();
        assertThat(before.get("reason").asString()).isEqualTo("STATIC");

        JsonNode untargeted = service.postJson(one("banner") + "?asOf=" + bannerDefined, STAFF, "auditor")
                .json();
        assertThat(untargeted.get("variant").asString()).isEqualTo("off");

        Answer notYet = service.postJson(one("killed") + "?asOf=" + bannerDefined, NOBODY, "auditor");
        assertThat(notYet.status()).isEqualTo(404);
        assertThat(notYet.json().get("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");

        JsonNode all = service.postJson(ALL + "?asOf=" + bannerDefined, STAFF, "auditor")
                .json();
        assertThat(all.get("flags").size()).isEqualTo(1);
        assertThat(all.has("eventStreams")).isFalse();
    }

    @Test
    void everyFailureIsSaidAsTheProtocolHasIt() {
        Answer notFound = service.postJson(one("nowhere"), NOBODY, "auditor");
        assertThat(notFound.status()).isEqualTo(404);
        assertThat(notFound.json().get("key").asString()).isEqualTo("nowhere");
        assertThat(notFound.json().get("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");

        Answer noKey = service.postJson(one("share"), "{\"context\":{}}", "auditor");
        assertThat(noKey.status()).isEqualTo(400);
        assertThat(noKey.json().get("errorCode").asString()).isEqualTo("TARGETING_KEY_MISSING");
        assertThat(noKey.json().get("errorDetails").asString()).startsWith("context.targetingKey: ");

        Answer noJson = service.postJson(one("share"), "{\"context\":", "auditor");
        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noJson.json().get("key").asString()).isEqualTo("share");
        assertThat(noJson.json().get("errorCode").asString()).isEqualTo("PARSE_ERROR");

        Answer large = service.postJson(ALL, "{\"context\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}", "auditor");
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.json().get("errorCode").asString()).isEqualTo("INVALID_CONTEXT");

        Answer future = service.postJson(one("share") + "?asOf=2999-01-01T00:00:00Z&when=now", NOBODY, "auditor");
        assertThat(future.status()).isEqualTo(400);
        assertThat(future.json().get("errorDetails").asString()).contains("asOf: ", "when: ");

        Answer ahead = service.postJson(one("share") + "?after=" + (LEDGER.size() + 1_000_000), NOBODY, "auditor");
        assertThat(ahead.status()).isGreaterThanOrEqualTo(400);

        Answer halfACharacter =
                service.postJson(one("share"), "{\"context\":{\"targetingKey\":\"\\ud83d\"}}", "auditor");
        assertThat(halfACharacter.status()).isEqualTo(400);
        assertThat(halfACharacter.json().get("errorCode").asString()).isEqualTo("INVALID_CONTEXT");

        Answer others = service.postJson(one("search-results"), NOBODY, "developer@checkout");
        assertThat(others.status()).isEqualTo(403);
        assertThat(others.json().get("errorDetails").asString()).isNotEmpty();
    }

    @Test
    void aFlagWithAnEntryThatNobodyUnderstandsServesWhatIsKnown_andSaysSo() {
        UUID flag = TestFlags.id(24);
        TestFlags.say(LEDGER, flag, TestFlags.bool("doubtful", "doubts"));
        byte[] known = TestLedger.sealed(
                FlagStream.name(flag),
                new FlagEnabled("Never mind"),
                LEDGER.live(Role.RELEASE_MANAGER),
                LEDGER.size(),
                1,
                LEDGER.now());
        LEDGER.keep(new String(known, StandardCharsets.UTF_8)
                .replace("flag.enabled.v1", "flag.dreamt-of.v1")
                .replace("flag/enabled.v1", "flag/dreamt-of.v1")
                .getBytes(StandardCharsets.UTF_8));
        LEDGER.publish((int) LEDGER.size() - 1, (int) LEDGER.size());
        change(LEDGER.size() - 1);

        JsonNode answer = evaluate("doubtful", NOBODY);
        assertThat(answer.get("value").asBoolean()).isFalse();
        assertThat(answer.get("metadata").get("incomplete").asBoolean()).isTrue();
    }

    @Test
    void anArchivedFlagServesWhoeverStillAsksButIsNotAmongAll() {
        assertThat(evaluate("old", NOBODY).get("value").asBoolean()).isTrue();
        assertThat(keys(service.postJson(ALL, NOBODY, "auditor"))).doesNotContain("old");
    }

    @Test
    void allFlagsOfOnesProductsAreEvaluatedByTheirKeys() {
        assertThat(keys(service.postJson(ALL, NOBODY, "developer@search"))).containsExactly("search-results");
        assertThat(keys(service.postJson(ALL, NOBODY, "developer@checkout")))
                .containsExactly("banner", "changing", "killed", "share");
        assertThat(service.postJson(ALL, NOBODY).status()).isEqualTo(403);

        Answer withoutKey = service.postJson(ALL, "{\"context\":{}}", "developer@checkout");
        assertThat(withoutKey.status()).isEqualTo(200);
        assertThat(withoutKey.json().get("flags").get(3).get("errorCode").asString())
                .isEqualTo("TARGETING_KEY_MISSING");
    }

    @Test
    void theTagIsOneOfTheConfigurationAndOfTheContext() {
        UUID flag = TestFlags.id(20);
        change(TestFlags.say(LEDGER, flag, TestFlags.bool("tagged", "tags")));
        Answer first = service.postJson(ALL, NOBODY, "developer@tags");
        String tag = first.header("ETag");
        assertThat(first.status()).isEqualTo(200);

        Answer same = service.postJsonIfNoneMatch(tag, ALL, NOBODY, "developer@tags");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.bytes()).isEmpty();

        // As the web provider does, which keeps the tag after its context changed.
        Answer otherContext = service.postJsonIfNoneMatch(tag, ALL, STAFF, "developer@tags");
        assertThat(otherContext.status()).isEqualTo(200);
        assertThat(otherContext.header("ETag")).isNotEqualTo(tag);

        Answer otherReader = service.postJsonIfNoneMatch(tag, ALL, NOBODY, "auditor");
        assertThat(otherReader.status()).isEqualTo(200);

        // The address to hear of changes is no good any more: a newer token gets a newer one.
        String expired = tag.substring(0, tag.indexOf('.')) + ".1000000000\"";
        Answer otherTime = service.postJsonIfNoneMatch(expired, ALL, NOBODY, "developer@tags");
        assertThat(otherTime.status()).isEqualTo(200);
        assertThat(otherTime.json().has("eventStreams")).isTrue();

        change(TestFlags.say(LEDGER, flag, new RolloutAdvanced(null, 10_000, null)));
        Answer changed = service.postJsonIfNoneMatch(tag, ALL, NOBODY, "developer@tags");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("flags").get(0).get("value").asBoolean()).isTrue();
    }

    @Test
    void aChangeIsServedAsSoonAsItIsProjectedOnEveryInstance() {
        try (RunningQueryService standby = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()))) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() ->
                            standby.postJson(one("changing"), NOBODY, "auditor").status() == 200);
            long opened = TestFlags.say(LEDGER, CHANGING, new RolloutAdvanced(null, 10_000, null));
            for (RunningQueryService each : List.of(service, standby)) {
                JsonNode after = each.postJson(one("changing") + "?after=" + opened, NOBODY, "auditor")
                        .json();
                assertThat(after.get("value").asBoolean()).isTrue();
                assertThat(after.get("metadata").get("position").asLong()).isEqualTo(opened);
            }
            long disabled = TestFlags.say(LEDGER, CHANGING, new FlagDisabled("Enough", null, null));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> List.of(service, standby).stream()
                            .allMatch(each -> each.postJson(one("changing"), NOBODY, "auditor")
                                            .json()
                                            .get("metadata")
                                            .get("position")
                                            .asLong()
                                    == disabled));
        }
    }

    @Test
    @Timeout(300)
    void clientsHearOfChangesByAnAddressThatNeedsNoToken() throws IOException, InterruptedException {
        UUID flag = TestFlags.id(21);
        long defined = TestFlags.say(LEDGER, flag, TestFlags.bool("heard", "hearing"));
        change(defined);
        Answer all = service.postJson(ALL, NOBODY, "developer@hearing");
        JsonNode stream = all.json().get("eventStreams").get(0);
        assertThat(stream.get("type").asString()).isEqualTo("sse");
        String address = stream.get("endpoint").get("requestUri").asString();

        try (InputStream events = listen(address, null)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("retry: ");
            // What changed since the evaluation and before this was heard.
            assertThat(nextField(lines)).isEqualTo("id: " + defined);
            assertThat(nextField(lines)).isEqualTo("event: message");
            assertThat(nextField(lines)).startsWith("data: ");
            // Of another product: not told.
            change(TestFlags.say(LEDGER, TestFlags.id(22), TestFlags.bool("unheard", "silence")));
            long changed = TestFlags.say(LEDGER, flag, new FlagDisabled("Be quiet", null, null));

            assertThat(nextField(lines)).isEqualTo("id: " + changed);
            assertThat(nextField(lines)).isEqualTo("event: message");
            assertThat(nextField(lines))
                    .isEqualTo("data: {\"type\":\"refetchEvaluation\",\"etag\":\"" + changed + "\"}");
            Answer again = service.postJson(ALL + "?flagConfigEtag=" + changed, NOBODY, "developer@hearing");
            assertThat(again.json().get("flags").get(0).get("reason").asString())
                    .isEqualTo("DISABLED");

            long enabled = TestFlags.say(LEDGER, flag, new FlagEnabled("Speak"));
            assertThat(nextField(lines)).isEqualTo("id: " + enabled);
            // Who was away hears of it at once.
            try (InputStream missed = listen(address, Long.toString(changed))) {
                BufferedReader rest = new BufferedReader(new InputStreamReader(missed, StandardCharsets.UTF_8));
                assertThat(rest.readLine()).startsWith("retry: ");
                assertThat(nextField(rest)).isEqualTo("id: " + enabled);
            }
        }
        assertThat(service.getWith("/ofrep/v1/events?ticket=forged", null).status())
                .isEqualTo(400);
        assertThat(service.getWith("/ofrep/v1/events", null).status()).isEqualTo(401);
    }

    private static String nextField(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && (line.isEmpty() || line.startsWith(":"))) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    private static InputStream listen(String address, @Nullable String lastHeard)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + address));
        if (lastHeard != null) {
            request.header("Last-Event-ID", lastHeard);
        }
        HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return response.body();
    }

    @Test
    void evaluationsAreCountedByDayAndVariant() {
        UUID flag = TestFlags.id(23);
        change(TestFlags.say(LEDGER, flag, TestFlags.bool("counted", "counting")));
        for (int n = 0; n < 3; n++) {
            evaluate("counted", NOBODY);
        }
        String tag = service.postJson(ALL, NOBODY, "developer@counting").header("ETag");
        assertThat(service.postJsonIfNoneMatch(tag, ALL, NOBODY, "developer@counting")
                        .status())
                .isEqualTo(304);
        service.postJson(one("counted") + "?asOf=" + (LEDGER.size() - 1), NOBODY, "auditor");

        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select coalesce(sum(count), 0) from query.flag_evaluation where flag_id = ? and variant = 'off'")
                                .param(flag)
                                .query(Long.class)
                                .single())
                        .isEqualTo(5));
    }

    @Test
    void eachDayThatIsOverIsToldAlsoWithoutEvaluations() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                SERVERS.kafkaBootstrap(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        List<EvaluationsOfADay> told = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(PREFIX + ".evaluations", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(each ->
                                told.add(EvaluationsOfADay.read(each.value()).orElseThrow()));
                assertThat(told)
                        .contains(
                                new EvaluationsOfADay(OTHERS, LocalDate.parse("2026-01-01"), Map.of()),
                                new EvaluationsOfADay(OTHERS, LocalDate.parse("2026-01-02"), Map.of()));
            });
        }
        assertThat(told)
                .filteredOn(each -> each.flagId().equals(OLD))
                .as("the day of its archiving is its last")
                .allMatch(each -> each.day().equals(LocalDate.parse("2026-01-01")));
    }

    @Test
    void theOpenFeatureClientGetsWhatIsServed() {
        OfrepProvider provider = OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                .baseUrl("http://127.0.0.1:" + service.port())
                .headers(ImmutableMap.of(
                        "Authorization", ImmutableList.of("Bearer " + ISSUER.token("client", "developer@checkout"))))
                .build());
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait("checkout", provider);
        try {
            Client client = api.getClient("checkout");
            ImmutableContext staff = new ImmutableContext("user-1", Map.of("group", new Value("staff")));

            FlagEvaluationDetails<Value> banner = client.getObjectDetails("banner", new Value(), staff);
            assertThat(banner.getValue().asStructure().getValue("text").asString())
                    .isEqualTo("Sale");
            assertThat(banner.getReason()).isEqualTo("TARGETING_MATCH");
            assertThat(banner.getVariant()).isEqualTo("on");

            FlagEvaluationDetails<Boolean> killed = client.getBooleanDetails("killed", true, staff);
            assertThat(killed.getValue()).isFalse();
            assertThat(killed.getReason()).isEqualTo("DISABLED");
            assertThat(killed.getFlagMetadata().getString("releaseId")).isEqualTo(RELEASE.toString());

            FlagEvaluationDetails<Boolean> nowhere = client.getBooleanDetails("nowhere", true, staff);
            assertThat(nowhere.getValue()).isTrue();
            assertThat(nowhere.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);

            FlagEvaluationDetails<Boolean> keyless = client.getBooleanDetails("share", true, new ImmutableContext());
            // This client says so of every bad request, whatever its body says.
            assertThat(keyless.getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
            assertThat(keyless.getValue()).isTrue();

            FlagEvaluationDetails<String> otherType = client.getStringDetails("killed", "default", staff);
            assertThat(otherType.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        } finally {
            api.shutdown();
        }
    }

    @Test
    void theTokenMayComeInTheProtocolsOtherHeader_whereFlagsAreEvaluatedAndNowhereElse() throws Exception {
        String token = ISSUER.token("client", "developer@checkout");
        HttpRequest.Builder evaluation = to(one("banner")).POST(HttpRequest.BodyPublishers.ofString(NOBODY));

        assertThat(sent(evaluation.copy().header("X-API-Key", token)).statusCode())
                .isEqualTo(200);
        assertThat(sent(evaluation.copy().header("X-API-Key", "no token")).statusCode())
                .isEqualTo(401);
        assertThat(sent(evaluation.copy()).statusCode()).isEqualTo(401);
        assertThat(sent(to("/v1/flags").header("X-API-Key", token)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void pagesOfOriginsThatAreAllowedEvaluateFlags_andNoOthers() throws Exception {
        HttpRequest.Builder asking = to(ALL).method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,if-none-match,x-api-key");
        HttpResponse<String> may = sent(asking.copy().header("Origin", SHOP));
        assertThat(may.statusCode()).isEqualTo(200);
        assertThat(may.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
        assertThat(may.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("POST");
        assertThat(may.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("authorization", "content-type", "if-none-match", "x-api-key");
        HttpResponse<String> mayNot = sent(asking.copy().header("Origin", "https://elsewhere.example"));
        assertThat(mayNot.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();

        HttpRequest.Builder evaluation = to(ALL).header("X-API-Key", ISSUER.token("client", "developer@checkout"))
                .POST(HttpRequest.BodyPublishers.ofString(NOBODY));
        HttpResponse<String> told = sent(evaluation.copy().header("Origin", SHOP));
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
        assertThat(told.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
        assertThat(told.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        HttpResponse<String> elsewhere = sent(evaluation.copy().header("Origin", "https://elsewhere.example"));
        assertThat(elsewhere.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> others = sent(to("/v1/flags")
                .header("Origin", SHOP)
                .header("Authorization", "Bearer " + ISSUER.token("client", "auditor")));
        assertThat(others.statusCode()).isEqualTo(200);
        assertThat(others.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void change(long position) {
        service.postJson(one("banner") + "?after=" + position, NOBODY, "auditor");
    }

    private static JsonNode evaluate(String key, String body) {
        Answer answer = service.postJson(one(key), body, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String one(String key) {
        return ALL + "/" + key;
    }

    private static List<String> keys(Answer all) {
        return all.json().get("flags").values().stream()
                .map(flag -> flag.get("key").asString())
                .toList();
    }
}
