package dev.releaseledger.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The walls of the command service. */
@AnalyzeClasses(packages = "dev.releaseledger.command", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    private static final String ROOT = "dev.releaseledger.command.";

    @ArchTest
    static final ArchRule theServicesMeetInKafkaAlone = noClasses()
            .that()
            .resideInAPackage("dev.releaseledger.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.releaseledger.query..");

    @ArchTest
    static final ArchRule theAppendEngineKnowsNothingOfWhatIsDecided = noClasses()
            .that()
            .resideInAPackage(ROOT + "append..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "release..",
                    ROOT + "desk..",
                    ROOT + "rest..",
                    ROOT + "directory..",
                    ROOT + "publish..",
                    ROOT + "automation..");

    @ArchTest
    static final ArchRule thePublisherKnowsTheLedgerAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + "publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "release..", ROOT + "desk..", ROOT + "rest..", ROOT + "directory..", ROOT + "automation..");

    @ArchTest
    static final ArchRule decidingReadsNoClock =
            noClasses().that().resideInAPackage(ROOT + "release..").should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule decidingTouchesNeitherDatabaseNorKafka = noClasses()
            .that()
            .resideInAPackage(ROOT + "release..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule sqlIsForTheLedgerItsSchemaTheDirectoryAndTheTokensOfAutomations = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "append..",
                    ROOT + "publish..",
                    ROOT + "directory..",
                    ROOT + "automation..",
                    ROOT + "migrate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule kafkaIsForThePublisherAlone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule axonStaysWithTheAggregatesTheDeskAndTheEventStore = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "rest..", ROOT + "security..", ROOT + "directory..", ROOT + "publish..", ROOT + "problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");
}
