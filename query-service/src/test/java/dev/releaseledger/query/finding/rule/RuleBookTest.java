package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    @Test
    void everyRuleThereIsIsInTheBook() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.releaseledger.query.finding.rule");
        Set<String> rules = classes.stream()
                .filter(each -> each.isAssignableTo(FindingRule.class) && !each.isInterface())
                .map(each -> each.getSimpleName())
                .collect(Collectors.toSet());
        assertThat(RuleBook.current().rules().stream()
                        .map(rule -> rule.getClass().getSimpleName())
                        .collect(Collectors.toSet()))
                .isEqualTo(rules);
    }

    @Test
    void theNewestVersionOfEachRuleIsKnown_andTheOldOnesStay() {
        FindingRule next = new NextVersion(new CleanUpOpen());
        RuleBook book = new RuleBook(List.of(next, new CleanUpOpen(), new NoWayBack()));
        assertThat(book.newest()).containsEntry("clean-up-open", next).hasSize(2);
        assertThat(book.rules()).hasSize(3);
        assertThatThrownBy(() -> new RuleBook(List.of(new NoWayBack(), new NoWayBack())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
