package dev.releaseledger.query.finding;

import dev.releaseledger.query.release.view.DeploymentStanding;
import dev.releaseledger.query.release.view.HotfixStanding;
import dev.releaseledger.query.release.view.ReleaseStanding;
import dev.releaseledger.query.release.view.RollbackStanding;

/** A release's report as Markdown. */
final class ReportMarkdown {
    private ReportMarkdown() {}

    static String of(Report report) {
        ReleaseStanding standing = report.standing();
        FindingMarkdown page = new FindingMarkdown()
                .title("Report of " + standing.product() + " " + standing.version())
                .paragraph(standing.title() + ". " + standing.kind() + ", " + standing.status() + " at " + report.at()
                        + ".");
        if (standing.incomplete()) {
            page.paragraph("An entry could not be understood, so that something may be missing here.");
        }
        page.section("What went out").none(report.changes(), "No changes.");
        report.changes()
                .forEach(change -> page.item(change.category() + ": " + change.summary()
                        + (change.reference() == null ? "" : " (" + change.reference() + ")")));
        if (report.changesLeftOut() > 0) {
            page.paragraph("And " + report.changesLeftOut() + " more.");
        }
        page.section("Deployments").none(standing.deployments(), "None.");
        standing.deployments().forEach(deployment -> page.item(deployed(deployment)));
        page.section("Rollbacks").none(standing.rollbacks(), "None.");
        standing.rollbacks().forEach(rollback -> page.item(takenBack(rollback)));
        page.section("Announcements").none(standing.announcements(), "None was planned.");
        standing.announcements()
                .forEach(announcement -> page.item(announcement.title() + " to " + announcement.audience() + ": "
                        + announcement.standing()
                        + (announcement.at() == null ? "" : " at " + announcement.at())));
        page.section("Left to do");
        obligations(page, standing);
        return page.section("Findings")
                .none(report.findings(), "None.")
                .findings(report.findings())
                .toString();
    }

    private static String deployed(DeploymentStanding deployment) {
        return deployment.environment() + " by " + deployment.strategy() + ", started " + deployment.startedAt() + ": "
                + deployment.standing()
                + (deployment.at() == null ? "" : " at " + deployment.at())
                + "; health: " + FindingMarkdown.or(deployment.verdict(), "not reported");
    }

    private static String takenBack(RollbackStanding rollback) {
        return rollback.triggeredAt() + ", because of " + rollback.reason() + " (" + rollback.summary() + "): "
                + rollback.progress();
    }

    private static void obligations(FindingMarkdown page, ReleaseStanding standing) {
        HotfixStanding hotfix = standing.hotfix();
        if (hotfix != null) {
            hotfix.obligations()
                    .forEach(obligation -> page.item(
                            obligation.met() ? "[x]" : "[ ]", obligation.title() + " (" + obligation.id() + ")"));
        }
        standing.rollbacks()
                .forEach(rollback -> rollback.obligations()
                        .forEach(obligation -> page.item(
                                obligation.by() == null ? "[ ]" : "[x]",
                                obligation.title() + " (" + obligation.id() + ")")));
        if (hotfix == null && standing.rollbacks().isEmpty()) {
            page.item("Nothing that a hotfix or a rollback obliges to.");
        }
    }
}
