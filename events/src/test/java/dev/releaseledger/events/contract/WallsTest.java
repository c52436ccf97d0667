package dev.releaseledger.events.contract;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.audit.AccessKeyFile;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.rule.NamedRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** The walls around what an outsider needs: no framework, no clock, no way out, and no way round in a circle. */
@AnalyzeClasses(packages = "dev.releaseledger.events", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    private static final String ROOT = "dev.releaseledger.events";

    @ArchTest
    static final ArchRule eventsStandOnJavaJacksonAndPersistentCollectionsAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "..",
                    "java..",
                    "javax.crypto..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..",
                    "org.pcollections..")
            .because("auditors use events without our services: what needs Spring, Axon, Kafka or JDBC belongs into the"
                    + " service that needs it");

    @ArchTest
    static final ArchRule nothingReachesTheNetworkOrADatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..", "java.util.logging..")
            .orShould()
            .dependOnClassesThat(resideInAPackage("javax..").and(not(resideInAPackage("javax.crypto.."))))
            .because("what a history means depends on the history alone");

    @ArchTest
    static final ArchRule onlyReadersOfEvidenceAreSealed = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..")
            .because("all else that is said here anybody may read");

    @ArchTest
    static final ArchRule theLedgerDependsOnNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage(ROOT + ".ledger..")
            .should(dependOnClassesThat(
                    resideInAPackage("dev.releaseledger..").and(not(resideInAPackage(ROOT + ".ledger..")))))
            .because("that nobody rewrote the entries is checked without understanding them");

    @ArchTest
    static final ArchRule accessDependsOnNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage(ROOT + ".access..")
            .should(dependOnClassesThat(
                    resideInAPackage("dev.releaseledger..").and(not(resideInAPackage(ROOT + ".access..")))));

    @ArchTest
    static final ArchRule refusalsDoNotKnowWhatWasRefused = noClasses()
            .that()
            .resideInAPackage(ROOT + ".refusal..")
            .should(dependOnClassesThat(resideInAnyPackage(ROOT + ".release..", ROOT + ".policy..")));

    @ArchTest
    static final ArchRule timeComesInAsAnArgument = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("a decision can be made again only when its time is in the entry: see Attribution.decidedAt");

    @ArchTest
    static final ArchRule idsComeInAsArguments = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".ledger..")
            .and()
            .doNotBelongToAnyOf(AccessKeys.class)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("a decision that draws lots cannot be made again");

    @ArchTest
    static final ArchRule onlyDataFilesAreRead = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".ledger..")
            .and()
            .doNotBelongToAnyOf(RoleTable.class, PolicyBook.class, AccessKeyFile.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
            .because(
                    "rules and states are pure; the two tables that are data are read by RoleTable and PolicyBook, keys by AccessKeyFile");

    @ArchTest
    static final ArchRule statesAndRulesDoNotKnowJson = noClasses()
            .that()
            .resideInAPackage(ROOT + ".release..")
            .should(dependOnClassesThat(resideInAPackage("tools.jackson..")));

    @ArchTest
    static final ArchRule rulesKeepNothing = classes()
            .that()
            .areAssignableTo(NamedRule.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveOnlyFinalFields()
            .andShould(haveNoFieldsOfTheirOwn());

    /** They all meet in {@code rule}, where the table is; so that package is not a slice of this. */
    @ArchTest
    static final ArchRule rulePackagesDoNotGoRoundInACircle = slices().matching(ROOT + ".release.(*)..")
            .that(DescribedPredicate.describe(
                    "are actions", slice -> !slice.getNamePart(1).equals("rule")))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        JavaClasses all = new ClassFileImporter().importPackages(ROOT);
        ArchRule rule = classes().should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        each,
                        each.getPackage().isAnnotatedWith(NullMarked.class),
                        each.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        });
        rule.check(all);
    }

    private static ArchCondition<JavaClass> haveNoFieldsOfTheirOwn() {
        return new ArchCondition<>("have no fields of their own") {
            @Override
            public void check(JavaClass rule, ConditionEvents events) {
                rule.getFields()
                        .forEach(field -> events.add(
                                SimpleConditionEvent.violated(rule, field.getFullName() + " is kept by a rule")));
            }
        };
    }
}
