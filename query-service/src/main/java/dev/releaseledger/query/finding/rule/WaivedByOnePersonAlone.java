package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverEvent;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checklist item or a criterion was waived, and no two different people are on record for it: whoever granted it had
 * proposed it, or nobody had proposed it in the name that the waiver gives. Or the release was completed while a waiver was
 * only proposed. It ends where the item is ticked or evidence is recorded afterwards.
 *
 * <p>PROCESS.md, Stages and their criteria: a waiver with a reason; DESIGN.md, roles: waive with a second person.
 */
public final class WaivedByOnePersonAlone implements ReleaseRule {
    @Override
    public String id() {
        return "waived-by-one-person";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public String title() {
        return "Waived by one person alone";
    }

    @Override
    public String definition() {
        return "An item or criterion was waived by the person who is named as having proposed it, or with no proposal by"
                + " that person on record before; or the release was completed while its waiver was only proposed. It ends"
                + " where the item is ticked, or evidence of the criterion recorded, afterwards.";
    }

    @Override
    public String source() {
        return "Stages and their criteria: evidence or a waiver, by two people";
    }

    private record Subject(String kind, String id) {
        String inWords() {
            return "the " + kind + " " + id;
        }
    }

    /** What is on record of a waiver: what is waived, who proposed it by the waiver's own words. */
    private record Waived(Subject subject, UUID proposedBy) {}

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        if (history.said(CriterionWaiverEvent.class).findAny().isEmpty()
                && history.said(ItemWaiverProposed.class).findAny().isEmpty()
                && history.said(ItemWaived.class).findAny().isEmpty()) {
            return List.of();
        }
        Map<Subject, Said<ReleaseEvent>> proposed = new LinkedHashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Said<ReleaseEvent> said : history.said(List.of(
                        CriterionWaiverEvent.class, ItemEvent.class, EvidenceRecorded.class, ReleaseCompleted.class))
                .toList()) {
            Subject proposal = proposal(said.event());
            Waived waived = waived(said.event());
            Subject settled = settled(said.event());
            if (proposal != null) {
                proposed.put(proposal, said);
            } else if (settled != null) {
                proposed.remove(settled);
            } else if (waived != null) {
                Said<ReleaseEvent> asked = proposed.remove(waived.subject());
                if (said.by().equals(waived.proposedBy())) {
                    verdicts.add(verdict(
                            history, waived.subject(), said, asked, " was waived by the person who had proposed it."));
                } else if (asked == null || !asked.by().equals(waived.proposedBy())) {
                    verdicts.add(verdict(
                            history,
                            waived.subject(),
                            said,
                            asked,
                            " was waived, and no proposal of it by the person that the waiver names is on record."));
                }
            } else if (said.event() instanceof ReleaseCompleted) {
                proposed.forEach((subject, asked) -> verdicts.add(verdict(
                        history,
                        subject,
                        said,
                        asked,
                        " was gone without: the release was completed, and nobody had agreed to the waiver.")));
            }
        }
        return List.copyOf(verdicts);
    }

    private static Verdict verdict(
            History history, Subject subject, Said<?> said, @Nullable Said<?> asked, String what) {
        String words = subject.inWords() + what;
        return Verdict.of(
                        subject.kind() + "/" + subject.id() + "/" + said.position(),
                        words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1),
                        asked == null ? List.of(said.position()) : List.of(asked.position(), said.position()),
                        null,
                        said)
                .until(history.said(List.of(ItemTicked.class, EvidenceRecorded.class))
                        .filter(later -> later.isAfter(said) && subject.equals(settled(later.event())))
                        .findFirst()
                        .orElse(null));
    }

    private static @Nullable Subject proposal(ReleaseEvent event) {
        return event instanceof ItemWaiverProposed item
                ? item(item.item())
                : event instanceof CriterionWaiverProposed criterion ? criterion(criterion.criterion()) : null;
    }

    private static @Nullable Waived waived(ReleaseEvent event) {
        return event instanceof ItemWaived item
                ? new Waived(item(item.item()), item.proposedBy())
                : event instanceof CriterionWaived criterion
                        ? new Waived(criterion(criterion.criterion()), criterion.proposedBy())
                        : null;
    }

    /** What needs no waiver any more. */
    private static @Nullable Subject settled(ReleaseEvent event) {
        return event instanceof ItemTicked item
                ? item(item.item())
                : event instanceof EvidenceRecorded evidence ? criterion(evidence.criterion()) : null;
    }

    private static Subject item(String id) {
        return new Subject("item", id);
    }

    private static Subject criterion(String id) {
        return new Subject("criterion", id);
    }
}
