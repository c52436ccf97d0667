package dev.releaseledger.query.finding;

import java.util.List;

/** A release's readiness as Markdown. */
final class ReadinessMarkdown {
    private ReadinessMarkdown() {}

    static String of(Readiness ready) {
        FindingMarkdown page = new FindingMarkdown()
                .title("Readiness of " + ready.product() + " " + ready.version())
                .paragraph((ready.mayGo() ? "It may go to production." : "It may not go to production yet.")
                        + " Judged at " + ready.at() + " by version " + ready.policyVersion() + " of the policy.");
        if (ready.incomplete()) {
            page.paragraph("An entry could not be understood, so that something may be missing here.");
        }
        page.section("Missing").none(ready.missing(), "Nothing.");
        for (Readiness.Missing missing : ready.missing()) {
            page.item("[ ]", missing.gate() + ": " + missing.title() + " (" + missing.id() + "): " + missing.why());
        }
        page.section("Environments").none(ready.environments(), "The policy has none of production.");
        for (Readiness.Destination destination : ready.environments()) {
            List<String> reasons = destination.refusal().stream()
                    .map(refused -> refused.rule() + ": " + refused.reason())
                    .toList();
            page.item(destination.environment()
                    + (destination.mayGo() ? ": it may be deployed there" : ": " + String.join("; ", reasons)));
        }
        page.section("Freezes").none(ready.freezes(), "None.");
        ready.freezes()
                .forEach(freeze -> page.item(freeze.from() + " until "
                        + FindingMarkdown.or(freeze.until(), "it is lifted") + ", of "
                        + String.join(", ", freeze.environments()) + ": " + freeze.reason()));
        page.section("Announcements that are due").none(ready.announcements(), "None.");
        ready.announcements()
                .forEach(announcement -> page.item(announcement.title() + ", due "
                        + FindingMarkdown.or(announcement.dueAt(), "later") + ": " + announcement.standing()));
        return page.section("Findings")
                .none(ready.findings(), "None that stands.")
                .findings(ready.findings())
                .toString();
    }
}
