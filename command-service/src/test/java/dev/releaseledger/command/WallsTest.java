package dev.releaseledger.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URL;
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
    static final ArchRule kafkaIsForThePublisherAndWhatTheQueryServiceTells = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "publish..", ROOT + "audit..", ROOT + "flag.count..")
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

    @ArchTest
    static final ArchRule callsToTheOutsideAreMadeThroughTheGuard = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "outgoing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..")
            .orShould()
            .callConstructor(Socket.class)
            .orShould()
            .callConstructor(Socket.class, String.class, int.class)
            .orShould()
            .callMethod(URL.class, "openConnection");

    @ArchTest
    static final ArchRule mailIsForItsChannelAlone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "announce.channel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule channelsAndTheWayOutKnowNothingOfWhatIsDecided = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "announce.channel..", ROOT + "outgoing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "release..",
                    ROOT + "append..",
                    ROOT + "desk..",
                    ROOT + "rest..",
                    ROOT + "directory..",
                    ROOT + "publish..",
                    ROOT + "automation..",
                    "dev.releaseledger.events..");
}
