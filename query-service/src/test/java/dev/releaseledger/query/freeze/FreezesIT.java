package dev.releaseledger.query.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Freezes, by the whole service on real servers. */
class FreezesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID ENDED = UUID.fromString("00000000-0000-7000-8000-0000000000e1");
    private static final UUID LIFTED = UUID.fromString("00000000-0000-7000-8000-0000000000e2");
    private static final UUID STANDING = UUID.fromString("00000000-0000-7000-8000-0000000000e3");
    private static final UUID UPCOMING = UUID.fromString("00000000-0000-7000-8000-0000000000e4");
    private static final UUID OTHERS = UUID.fromString("00000000-0000-7000-8000-0000000000e5");
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    private static RunningQueryService service;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        declare("checkout", ENDED, PAST, PAST.plusSeconds(60));
        declare("checkout", LIFTED, PAST, null);
        declare("search", OTHERS, PAST, null);
        declare("checkout", STANDING, PAST, null);
        say("checkout", new FreezeLifted(LIFTED, "The books are closed"));
        declare("checkout", UPCOMING, Instant.parse("2999-01-01T00:00:00Z"), null);
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static void declare(String product, UUID id, Instant from, @Nullable Instant until) {
        say(product, new FreezeDeclared(id, from, until, "The year is closed", Set.of("production")));
    }

    private static void say(String product, FreezeEvent event) {
        LEDGER.say(FreezeEvent.stream(product), event, LEDGER.live(Role.ADMIN));
    }

    @Test
    void givenFreezesStandingAndPast_theListHasThemAllNewestFirstAndSaysHowTheyStand() {
        JsonNode page = service.get("/v1/freezes?product=checkout", "auditor").json();

        assertThat(page.get("freezes")
                        .valueStream()
                        .map(each -> each.get("standing").stringValue()))
                .containsExactly("UPCOMING", "STANDING", "OVER", "OVER");
        assertThat(page.get("freezes").get(2).get("lifted").get("reason").stringValue())
                .isEqualTo("The books are closed");
        assertThat(page.get("incomplete").booleanValue()).isFalse();
    }

    @Test
    void givenPagesOfTwo_theyHaveEachFreezeOnce() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page =
                    service.get("/v1/freezes?limit=2" + cursor, "auditor").json();
            ids.addAll(ids(page));
            pages++;
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").stringValue();
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(ids)
                .containsExactly(
                        UPCOMING.toString(),
                        STANDING.toString(),
                        OTHERS.toString(),
                        LIFTED.toString(),
                        ENDED.toString());
    }

    @Test
    void givenAProduct_itsFreezesThatAreNotOverAreShownWithTheSequenceToGoOnFrom() {
        JsonNode checkout = service.get("/v1/freezes/checkout", "auditor").json();

        assertThat(ids(checkout)).containsExactly(STANDING.toString(), UPCOMING.toString());
        assertThat(checkout.get("sequence").longValue()).isEqualTo(4);
    }

    @Test
    void givenAProductWithoutFreezes_thereAreNone() {
        JsonNode none = service.get("/v1/freezes/unheard-of", "auditor").json();

        assertThat(ids(none)).isEmpty();
        assertThat(none.get("sequence").longValue()).isEqualTo(-1);
    }

    @Test
    void givenARoleForOneProduct_theFreezesOfOthersStayHidden() {
        assertThat(ids(service.get("/v1/freezes", "developer@search").json())).containsExactly(OTHERS.toString());
        assertThat(service.get("/v1/freezes/checkout", "developer@search").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/freezes?product=checkout", "developer@search")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenFaultyParameters_everyOneIsNamed() {
        Answer faulty = service.get("/v1/freezes?limit=0&cursor=AAAA&since=now", "auditor");

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.faultyFields()).contains("limit", "cursor", "since");
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("freezes")
                .valueStream()
                .map(each -> each.get("id").stringValue())
                .toList();
    }
}
