package dev.releaseledger.query;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@AnalyzeClasses(packages = "dev.releaseledger.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theQueryServiceKnowsNothingOfTheCommandServiceNorOfAxon = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.releaseledger.command..").or(resideInAPackage("org.axonframework..")))
            .because("the services meet in Kafka, nowhere else");

    @ArchTest
    static final ArchRule onlyConsumeHoldsWhatCanWrite = noClasses()
            .that()
            .resideOutsideOfPackage("..query.consume..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcOperations.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(TransactionOperations.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(HikariDataSource.class)
            .because("queries read over read-only connections, by JdbcClient");

    @ArchTest
    static final ArchRule onlyConsumeUpdates = noClasses()
            .that()
            .resideOutsideOfPackage("..query.consume..")
            .should()
            .callMethod(JdbcClient.StatementSpec.class, "update")
            .because("rows are written by the projections alone");

    @ArchTest
    static final ArchRule onlyConsumeAndAuditKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("..query.consume..", "..query.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule projectionsDoNotKnowTheEndpoints = noClasses()
            .that()
            .resideInAPackage("..query.consume..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..query.rest..", "..query.security..", "..query.admin..", "org.springframework.web..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.releaseledger.query.(**)").should().beFreeOfCycles();
}
