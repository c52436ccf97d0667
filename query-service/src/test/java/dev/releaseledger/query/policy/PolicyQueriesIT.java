package dev.releaseledger.query.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Products' policies and the gates that follow from them, by the whole service on real servers. */
class PolicyQueriesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID STRICT = UUID.fromString("00000000-0000-7000-8000-0000000000c1");
    private static final UUID ORPHAN = UUID.fromString("00000000-0000-7000-8000-0000000000c2");
    private static RunningQueryService service;

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        LEDGER.append(
                PolicyEvent.stream("shop"),
                PolicyVersionPublished.of("shop", twoApprovals(), "Two people"),
                LEDGER.live(Role.ADMIN));
        LEDGER.append(ReleaseStream.name(STRICT), planned("shop", 2), LEDGER.live(Role.RELEASE_MANAGER));
        LEDGER.append(ReleaseStream.name(ORPHAN), planned("kiosk", 7), LEDGER.live(Role.RELEASE_MANAGER));
        LEDGER.append(
                PolicyEvent.stream("annex"),
                PolicyVersionPublished.of("annex", twoApprovals(), "Two people here too"),
                LEDGER.live(Role.ADMIN));
        // One batch: the release's row is made with the policy that is written beside it.
        LEDGER.publish(0, 4);
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    @Test
    void aProductsPolicyIsItsNewest_asJsonOrYaml_andEveryProductHasTheDefault() {
        JsonNode newest = service.get("/v1/policies/shop", "developer").json();
        JsonNode yaml = new YAMLMapper()
                .readTree(service.getAs("application/yaml", "/v1/policies/shop", "developer")
                        .text());
        JsonNode first = service.get("/v1/policies/shop?version=1", "developer").json();

        assertThat(newest.get("version").intValue()).isEqualTo(2);
        assertThat(PolicyDocument.read(yaml, 2)).isEqualTo(new PolicyDocument.Reading.Whole(twoApprovals()));
        assertThat(first.get("version").intValue()).isEqualTo(1);
        assertThat(service.get("/v1/policies/kiosk", "developer")
                        .json()
                        .get("version")
                        .intValue())
                .isEqualTo(1);
        assertThat(service.get("/v1/policies/shop?version=3", "developer").status())
                .isEqualTo(404);
    }

    @Test
    void versionsAndTheirDifferencesAreTold() {
        JsonNode versions =
                service.get("/v1/policies/shop/versions", "developer").json();
        JsonNode diff =
                service.get("/v1/policies/shop/diff?from=1&to=2", "developer").json();

        assertThat(versions.get("versions").findValuesAsString("version")).containsExactly("2", "1");
        assertThat(versions.get("versions").get(0).get("comment").stringValue()).isEqualTo("Two people");
        assertThat(diff.get("differences").findValuesAsString("path"))
                .containsExactly("stages[DEVELOPMENT].approval.approvals");
        assertThat(service.get("/v1/policies/shop/diff?from=1", "developer").status())
                .isEqualTo(400);
    }

    @Test
    void productsWithAPolicyOfTheirOwnComeInPages_theFirstPublishedFirst() {
        JsonNode first = service.get("/v1/policies?limit=1", "developer").json();
        JsonNode last = service.get(
                        "/v1/policies?limit=1&cursor=" + first.get("next").stringValue(), "developer")
                .json();

        assertThat(first.get("policies").findValuesAsString("product")).containsExactly("shop");
        assertThat(last.get("policies").findValuesAsString("product")).containsExactly("annex");
        assertThat(last.get("next").isNull()).isTrue();
        assertThat(service.get("/v1/policies", "developer@annex")
                        .json()
                        .get("policies")
                        .findValuesAsString("product"))
                .containsExactly("annex");
        assertThat(service.get("/v1/policies?cursor=x", "developer").status()).isEqualTo(400);
    }

    @Test
    void theGatesAreThoseOfThePinnedPolicy_andSayWhatARefusalWould() {
        JsonNode gates =
                service.get("/v1/releases/" + STRICT + "/gates", "developer").json();
        JsonNode development = gates.get("gates").get(0);

        assertThat(gates.get("policyVersion").intValue()).isEqualTo(2);
        assertThat(gates.get("incomplete").booleanValue()).isFalse();
        assertThat(development.get("standing").stringValue()).isEqualTo("SHUT");
        assertThat(development.get("approvals").get("needed").intValue()).isEqualTo(2);
        assertThat(development.get("refusal").get(0).get("rule").stringValue()).isEqualTo("EveryCriterionIsShown");
        assertThat(development.get("refusal").get(0).get("reason").stringValue())
                .startsWith("not shown: features-coded (no evidence)");
    }

    @Test
    void givenAPolicyThatNobodyKnows_theReleaseIsShownAsIncomplete() {
        JsonNode view = service.get("/v1/releases/" + ORPHAN, "developer").json();

        assertThat(view.get("incomplete").booleanValue()).isTrue();
        assertThat(view.get("doubt").get("reason").stringValue()).contains("version 7 of the product's policy");
    }

    private static ReleasePolicy twoApprovals() {
        ObjectNode document = (ObjectNode) new JsonMapper()
                .readTree(PolicyDocument.write(PolicyBook.defaultPolicy()).toString());
        document.remove("version");
        ((ObjectNode) document.at("/stages/0/approval")).put("approvals", 2);
        return switch (PolicyDocument.read(document, 2)) {
            case PolicyDocument.Reading.Whole whole -> whole.policy();
            case PolicyDocument.Reading.Faulty faulty ->
                throw new IllegalStateException(faulty.faults().toString());
        };
    }

    private static ReleasePlanned planned(String product, int policyVersion) {
        return new ReleasePlanned(
                product,
                "1.0.0",
                "The shop",
                ReleaseKind.STANDARD,
                Strategy.BIG_BANG,
                null,
                TestLedger.PLANNER,
                null,
                null,
                policyVersion);
    }
}
