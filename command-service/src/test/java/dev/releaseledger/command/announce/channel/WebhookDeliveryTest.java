package dev.releaseledger.command.announce.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.releaseledger.command.announce.channel.Delivery.Failed;
import dev.releaseledger.command.announce.channel.Delivery.Refused;
import dev.releaseledger.command.announce.channel.Delivery.Sent;
import dev.releaseledger.command.announce.channel.Delivery.Uncertain;
import dev.releaseledger.command.outgoing.Certificates;
import dev.releaseledger.command.outgoing.Outside;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.command.outgoing.WebhookSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookDeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final JsonMapper JSON = new JsonMapper();

    private final WireMockServer server = new WireMockServer(wireMockConfig()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true)
            .http2PlainDisabled(true));

    @BeforeEach
    void startTheReceiver() {
        server.start();
    }

    @AfterEach
    void stopTheReceiver() {
        server.stop();
    }

    @Test
    void aChatGetsTheTextWithItsThreeCharactersEscaped() {
        answering(aResponse().withStatus(200).withBody("ok"));

        Delivery delivery = chat(new Outside()).deliver(Messages.saying("<!channel> R&D: a > b, ü €\nsecond line"));

        assertThat(delivery).isEqualTo(new Sent("HTTP 200"));
        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
        JsonNode body = JSON.readTree(request.getBody());
        assertThat(body.propertyNames()).containsExactly("text");
        assertThat(body.get("text").stringValue()).isEqualTo("""
                        Basket 2.5.0 is live

                        &lt;!channel&gt; R&amp;D: a &gt; b, ü €
                        second line

                        https://ledger.example/releases/17?view=notes&amp;lang=en""");
    }

    @Test
    void aTextThatTheChatWouldCutIsRefusedBeforeItIsSent() {
        Delivery delivery = chat(new Outside()).deliver(Messages.saying("&".repeat(10_000)));

        assertThat(delivery).isInstanceOf(Refused.class);
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void theChatsOwnWordForWhatIsWrongIsRepeated_andNothingElseOfItsAnswer() {
        answering(aResponse().withStatus(404).withBody("channel_not_found\n"));
        assertThat(chat(new Outside()).deliver(Messages.saying("text")))
                .isEqualTo(new Refused("127.0.0.1 answered 404 (channel_not_found)"));

        answering(aResponse().withStatus(404).withBody("no webhook /services/T0/B0/hunter2"));
        assertThat(chat(new Outside()).deliver(Messages.saying("text")))
                .isEqualTo(new Refused("127.0.0.1 answered 404"));
    }

    @Test
    void aWebhookGetsASignedEventUnderTheDeliverysId() {
        answering(aResponse().withStatus(204));

        Delivery delivery = webhook(new Outside())
                .deliver(new Message(
                        Messages.DELIVERY, "Basket 2.5.0 is live", "Totals ü", "**Totals** ü", Messages.RELEASE));

        assertThat(delivery).isEqualTo(new Sent("HTTP 204"));
        LoggedRequest request = onlyRequest();
        String timestamp = Long.toString(Outside.NOW.getEpochSecond());
        assertThat(request.getHeader("webhook-id")).isEqualTo(Messages.DELIVERY.toString());
        assertThat(request.getHeader("webhook-timestamp")).isEqualTo(timestamp);
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo(WebhookSignature.with(List.of(SECRET))
                        .of(Messages.DELIVERY.toString(), Outside.NOW.getEpochSecond(), request.getBody()));
        assertThat(JSON.readTree(request.getBody())).isEqualTo(JSON.readTree("""
                {"specversion":"1.0","id":"0198c0de-1111-7222-8333-444455556666","source":"/release-ledger/test",
                 "type":"dev.releaseledger.announcement.v1","datacontenttype":"application/json",
                 "data":{"title":"Basket 2.5.0 is live","text":"Totals ü","markdown":"**Totals** ü",
                         "release":"https://ledger.example/releases/17?view=notes&lang=en"}}"""));
    }

    @Test
    void anotherAttemptAtADeliverySendsTheSameBytesUnderTheSameId() {
        answering(aResponse().withStatus(500));
        Channel webhook = webhook(new Outside());

        webhook.deliver(Messages.saying("text"));
        webhook.deliver(Messages.saying("text"));

        List<LoggedRequest> requests = server.findAll(postRequestedFor(anyUrl()));
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).getBody()).isEqualTo(requests.get(1).getBody());
        assertThat(requests.get(0).getHeader("webhook-id"))
                .isEqualTo(requests.get(1).getHeader("webhook-id"));
    }

    @Test
    void onlyTheSignedWebhookTellsRepeatedDeliveriesApart() {
        assertThat(webhook(new Outside()).deduplicates()).isTrue();
        assertThat(chat(new Outside()).deduplicates()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void aGoodAnswerMeansSent(int status) {
        assertThat(answered(status)).isEqualTo(new Sent("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void anAnswerThatSaysNotNowMeansFailed(int status) {
        assertThat(answered(status)).isEqualTo(new Failed("127.0.0.1 answered " + status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 409, 410, 413, 422, 501, 505, 301, 307, 308})
    void anAnswerThatSaysNoMeansRefused(int status) {
        assertThat(answered(status)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 520, 302, 303, 304})
    void anAnswerThatLeavesItOpenMeansUncertain(int status) {
        assertThat(answered(status)).isEqualTo(new Uncertain("127.0.0.1 answered " + status));
    }

    @Test
    void whenToComeBackIsTold_inSecondsOrAsADate_atMostADayAhead() {
        assertThat(comingBack(429, "120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(comingBack(503, "Tue, 24 Nov 2026 10:05:00 GMT")).isEqualTo(Duration.ofMinutes(5));
        assertThat(comingBack(429, "Tue, 24 Nov 2026 09:00:00 GMT")).isEqualTo(Duration.ZERO);
        assertThat(comingBack(429, "999999999")).isEqualTo(Duration.ofDays(1));
        assertThat(comingBack(429, "soon")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed_whereverItLeads(int status) throws IOException {
        for (String target : List.of(
                "http://127.0.0.1:" + server.port() + "/elsewhere",
                "http://127.0.0.2:" + server.port() + "/elsewhere",
                "http://10.0.0.1/",
                "https://127.0.0.1:" + server.port() + "/hook/hunter2",
                "http://127.0.0.1:" + server.port() + "/hook/hunter2",
                "file:///etc/passwd")) {
            server.resetAll();
            answering(aResponse().withStatus(status).withHeader("Location", target));

            Delivery delivery = webhook(new Outside()).deliver(Messages.saying("text"));

            assertThat(delivery).isInstanceOfAny(Refused.class, Uncertain.class);
            assertThat(server.getAllServeEvents()).as(target).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void aReceiverThatBreaksOffBeforeItsAnswerLeavesItUncertain(Fault fault) {
        answering(aResponse().withFault(fault));

        assertThat(webhook(new Outside()).deliver(Messages.saying("text"))).isInstanceOf(Uncertain.class);
    }

    @Test
    void aGoodAnswerWhoseRestIsGarbageStillMeansSent() {
        answering(aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(webhook(new Outside()).deliver(Messages.saying("text"))).isEqualTo(new Sent("HTTP 200"));
    }

    @Test
    void aReceiverThatAnswersTooLateLeavesItUncertain() {
        answering(aResponse().withStatus(200).withFixedDelay(10_000));

        assertThat(webhook(new Outside().silentFor(Duration.ofSeconds(2))).deliver(Messages.saying("text")))
                .isEqualTo(new Uncertain("127.0.0.1 took too long"));
        assertThat(webhook(new Outside().inAll(Duration.ofSeconds(4))).deliver(Messages.saying("text")))
                .isInstanceOf(Uncertain.class);
    }

    @Test
    void aBodyThatIsABombIsNotUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        answering(aResponse()
                .withStatus(200)
                .withHeader("Content-Encoding", "gzip")
                .withBody(bomb.toByteArray()));

        assertThat(webhook(new Outside()).deliver(Messages.saying("text"))).isEqualTo(new Sent("HTTP 200"));
        assertThat(onlyRequest().containsHeader("Accept-Encoding")).isFalse();
    }

    @Test
    void cookiesAndCredentialsAreNeitherKeptNorSent() {
        answering(aResponse()
                .withStatus(401)
                .withHeader("Set-Cookie", "session=1; Path=/")
                .withHeader("WWW-Authenticate", "Basic realm=\"x\""));
        Channel webhook = webhook(new Outside());

        webhook.deliver(Messages.saying("text"));
        webhook.deliver(Messages.saying("text"));

        assertThat(server.findAll(postRequestedFor(anyUrl()))).hasSize(2).allSatisfy(request -> {
            assertThat(request.containsHeader("Cookie")).isFalse();
            assertThat(request.containsHeader("Authorization")).isFalse();
        });
    }

    @Test
    void nothingThatLeadsOrProvesIsTold() {
        answering(aResponse().withStatus(500));
        Channel chat = chat(new Outside());
        Channel webhook = webhook(new Outside());

        assertThat(chat + " " + webhook + " " + chat.deliver(Messages.saying("text")))
                .contains("127.0.0.1")
                .doesNotContain("hunter2", "hook/", SECRET.substring(6));
    }

    @Test
    void aSecureReceiverIsReachedAtTheCheckedAddressUnderItsOwnName(@TempDir Path directory) throws Exception {
        Certificates certificates = Certificates.of("hooks.example", directory);
        WireMockServer secure = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificates.keystore().toString())
                .keystoreType("PKCS12")
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD));
        secure.start();
        try {
            secure.stubFor(post(urlEqualTo("/hook/hunter2"))
                    .withHeader("Host", equalTo("hooks.example:" + secure.httpsPort()))
                    .willReturn(aResponse().withStatus(200)));
            Outside outside = new Outside()
                    .resolving(host -> InetAddress.getAllByName("127.0.0.1"))
                    .trusting(certificates.trusting());
            URI url = URI.create("https://hooks.example:" + secure.httpsPort() + "/hook/hunter2");
            URI other = URI.create("https://other.example:" + secure.httpsPort() + "/hook/hunter2");

            assertThat(webhook(outside, url).deliver(Messages.saying("text"))).isEqualTo(new Sent("HTTP 200"));
            assertThat(webhook(outside, other).deliver(Messages.saying("text")))
                    .as("a certificate for another name")
                    .isInstanceOf(Failed.class);
            Outside strangers = new Outside().resolving(host -> InetAddress.getAllByName("127.0.0.1"));
            assertThat(webhook(strangers, url).deliver(Messages.saying("text")))
                    .as("a certificate that nobody vouches for")
                    .isInstanceOf(Failed.class);
            assertThat(secure.getAllServeEvents()).hasSize(1);
        } finally {
            secure.stop();
        }
    }

    private Delivery answered(int status) {
        answering(aResponse().withStatus(status));
        return webhook(new Outside()).deliver(Messages.saying("text"));
    }

    private @Nullable Duration comingBack(int status, String header) {
        answering(aResponse().withStatus(status).withHeader("Retry-After", header));
        Delivery delivery = webhook(new Outside()).deliver(Messages.saying("text"));
        assertThat(delivery).isInstanceOf(Failed.class);
        return ((Failed) delivery).retryAfter();
    }

    private void answering(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private LoggedRequest onlyRequest() {
        List<LoggedRequest> requests = server.findAll(postRequestedFor(urlEqualTo("/hook/hunter2")));
        assertThat(requests).hasSize(1);
        return requests.getFirst();
    }

    private Channel chat(Outside outside) {
        return new SlackChannel("team", url(), outside.http());
    }

    private Channel webhook(Outside outside) {
        return webhook(outside, url());
    }

    private static Channel webhook(Outside outside, URI url) {
        return new SignedWebhookChannel(
                "portal",
                new SignedWebhook(
                        url,
                        "/release-ledger/test",
                        WebhookSignature.with(List.of(SECRET)),
                        outside.http(),
                        Outside.CLOCK));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/hook/hunter2");
    }
}
