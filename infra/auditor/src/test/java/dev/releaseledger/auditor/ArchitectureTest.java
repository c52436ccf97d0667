package dev.releaseledger.auditor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.releaseledger.auditor")
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_AUDITOR_KNOWS_EVENTS_ALONE = classes()
            .that()
            .resideInAPackage("dev.releaseledger.auditor..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.releaseledger.command..", "dev.releaseledger.query..", "dev.releaseledger.importer..");
}
