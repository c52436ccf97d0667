package dev.releaseledger.events.release.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.releaseledger.events.finding.FindingRules;
import dev.releaseledger.events.flag.FlagRules;
import dev.releaseledger.events.freeze.FreezeRules;
import dev.releaseledger.events.incident.IncidentRules;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.rule.NamedRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule is forgotten: each is in a table of what may follow, and each has tests beside it. */
class EveryRuleTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.releaseledger.events");

    static Stream<String> rules() {
        return ruleClasses().map(JavaClass::getName);
    }

    private static Stream<JavaClass> ruleClasses() {
        return CLASSES.stream().filter(each -> each.isAssignableTo(NamedRule.class) && !each.isInterface());
    }

    @Test
    void everyRuleIsInATable() {
        Set<String> inATable = Stream.of(
                        ReleaseRules.class,
                        PolicyRules.class,
                        FreezeRules.class,
                        FindingRules.class,
                        IncidentRules.class,
                        FlagRules.class)
                .flatMap(table -> CLASSES.get(table).getConstructorCallsFromSelf().stream())
                .map(JavaConstructorCall::getTargetOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(rules()).isNotEmpty().allMatch(inATable::contains);
    }

    @Test
    void namesOfRulesAreUnique_sinceRefusalsNameThem() {
        assertThat(ruleClasses().map(JavaClass::getSimpleName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHasATestOfARefusalAndOneOfWhatFollows(String rule) {
        JavaClass tested = CLASSES.get(rule);
        String nested = "For" + tested.getSimpleName();

        assertThat(CLASSES.stream()
                        .filter(each -> each.getSimpleName().equals(nested))
                        .filter(each -> each.getPackageName().equals(tested.getPackageName()))
                        .flatMap(each -> each.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Test.class))
                        .flatMap(method -> method.getMethodCallsFromSelf().stream())
                        .map(call -> call.getTarget().getName()))
                .as("what the tests in class %s of package %s ask", nested, tested.getPackageName())
                .contains("lets")
                .containsAnyOf("refuses", "judge");
    }
}
