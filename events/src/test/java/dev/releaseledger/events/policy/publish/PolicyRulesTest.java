package dev.releaseledger.events.policy.publish;

import static dev.releaseledger.events.policy.PolicyStory.begun;
import static dev.releaseledger.events.release.Person.ADA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.CautiousPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a product's policy may become. */
class PolicyRulesTest {
    private static final PolicyVersionPublished SECOND =
            PolicyVersionPublished.of("checkout", CautiousPolicy.withoutRolling(), null);

    private static PolicyVersionPublished published(int version, String document) {
        return new PolicyVersionPublished(
                "checkout", version, EntryJson.mapper().readTree(document), null);
    }

    @Nested
    class ForPublisherHasTheRight {
        @Test
        void givenAReleaseManager_theVersionIsRefused() {
            begun().refuses(
                            ROSA,
                            SECOND,
                            PublisherHasTheRight.class,
                            FORBIDDEN,
                            "PUBLISH_POLICY, which the roles admin");
        }

        @Test
        void givenAnAdmin_theVersionFollows() {
            begun().lets(ADA, SECOND, PublisherHasTheRight.class);
        }
    }

    @Nested
    class ForVersionFollowsTheLast {
        @Test
        void givenTheVersionOfTheDefaultPolicy_itIsRefused() {
            begun().refuses(
                            ADA,
                            PolicyVersionPublished.of("checkout", PolicyBook.defaultPolicy(), null),
                            VersionFollowsTheLast.class,
                            CONFLICT,
                            "the next version is 2, not 1");
        }

        @Test
        void givenTheSameVersionAgain_itIsRefused() {
            begun().told(ADA, SECOND).refuses(ADA, SECOND, VersionFollowsTheLast.class, CONFLICT, "is 3, not 2");
        }

        @Test
        void givenTheNextVersion_itFollows() {
            begun().told(ADA, SECOND)
                    .lets(ADA, published(3, "{\"strategies\":[\"ROLLING\"]}"), VersionFollowsTheLast.class);
        }
    }

    @Nested
    class ForPolicyIsWhole {
        @Test
        void givenFaults_theVersionIsRefusedNamingEach() {
            begun().refuses(
                            ADA,
                            published(2, "{\"strategies\":[],\"windows\":{\"overrideValidFor\":\"soon\"}}"),
                            PolicyIsWhole.class,
                            UNPROCESSABLE,
                            "windows.overrideValidFor is \"soon\", expected a duration as in ISO 8601, e.g. PT15M or P7D;"
                                    + " strategies is empty, expected at least one");
        }

        @Test
        void givenADocumentOfAnotherVersion_itIsRefused() {
            begun().refuses(ADA, published(2, "{\"version\":7}"), PolicyIsWhole.class, UNPROCESSABLE, "version is 7");
        }

        @Test
        void givenNoFault_theVersionFollows() {
            begun().lets(ADA, SECOND, PolicyIsWhole.class);
        }
    }

    @Nested
    class ForPolicySaysSomethingNew {
        @Test
        void givenTheSameRules_theVersionIsRefused() {
            begun().refuses(
                            ADA,
                            published(2, "{}"),
                            PolicySaysSomethingNew.class,
                            CONFLICT,
                            "the policy is the same as version 1");
        }

        @Test
        void givenOtherRules_theVersionFollows() {
            begun().lets(
                            ADA,
                            new PolicyVersionPublished(
                                    "checkout", 2, PolicyDocument.write(CautiousPolicy.withoutRolling()), null),
                            PolicySaysSomethingNew.class);
        }
    }
}
