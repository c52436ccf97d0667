package dev.releaseledger.query.release.view;

import dev.releaseledger.events.policy.Moment;
import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Announcements;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import dev.releaseledger.query.release.RollbackCourse.Said;
import dev.releaseledger.query.release.view.RollbackStep.Name;
import dev.releaseledger.query.release.view.RollbackStep.StepEvidence;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The six steps of a rollback, by what was said of it and what its policy asks for. */
final class RollbackSteps {
    private final Rollback rollback;
    private final List<Said> said;
    private final List<PlannedAnnouncement> announcements;
    private final ReleasePolicy policy;

    private RollbackSteps(
            Rollback rollback, List<Said> said, List<PlannedAnnouncement> announcements, ReleasePolicy policy) {
        this.rollback = rollback;
        this.said = said;
        this.announcements = announcements;
        this.policy = policy;
    }

    static List<RollbackStep> of(Rollback rollback, List<Said> said, Release release, ReleasePolicy policy) {
        return new RollbackSteps(rollback, said, AnnouncementPlan.of(release, policy, rollback.rollbackId()), policy)
                .steps();
    }

    private List<RollbackStep> steps() {
        boolean withdrawn = rollback.progress() instanceof Rollback.Progress.Withdrawn;
        boolean goesOn = !withdrawn
                && !(rollback.progress() instanceof Rollback.Progress.Failed)
                && !(rollback.progress() instanceof Rollback.Progress.Authorised);
        return List.of(
                RollbackStep.of(Name.CONFIRM, rollback.isConfirmed(), !withdrawn, confirmations()),
                told(Name.ANNOUNCE_START, !withdrawn, moment -> moment instanceof Moment.OnRollbackStarted),
                RollbackStep.of(
                        Name.EXECUTE,
                        rollback.done().keySet().containsAll(rollback.demand().kinds()),
                        goesOn,
                        executed()),
                RollbackStep.of(Name.VERIFY, rollback.verifiedAt() != null, goesOn, verified()),
                told(Name.ANNOUNCE_COMPLETION, goesOn, moment -> moment instanceof Moment.OnRollbackVerified),
                afterwards(withdrawn));
    }

    private List<StepEvidence> confirmations() {
        return evidence(
                RollbackConfirmed.class,
                (each, confirmed) -> new StepEvidence(
                        confirmed.confirmedAs().claim(), each.by(), each.at(), null, null, confirmed.comment()));
    }

    private List<StepEvidence> verified() {
        return evidence(
                RollbackVerified.class,
                (each, verified) -> new StepEvidence(
                        verified.report().toString(), each.by(), each.at(), null, null, verified.comment()));
    }

    private <E> List<StepEvidence> evidence(Class<E> type, BiFunction<Said, E, StepEvidence> shown) {
        return said.stream()
                .filter(each -> type.isInstance(each.event()))
                .map(each -> shown.apply(each, type.cast(each.event())))
                .toList();
    }

    private List<StepEvidence> executed() {
        return rollback.done().values().stream()
                .sorted(Comparator.comparing(Rollback.Done::at))
                .map(done -> new StepEvidence(
                        done.evidence().kind().name(),
                        done.by(),
                        done.at(),
                        done.evidence().link(),
                        done.evidence().digest(),
                        words(done.evidence())))
                .toList();
    }

    private static String words(RollbackStepDone done) {
        String what = switch (done.kind()) {
            case CODE -> done.version() == null ? null : "version " + done.version();
            case FLAG -> String.join(", ", done.flags());
            case DATA -> null;
        };
        return Stream.of(what, done.summary(), "by " + done.source())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    private RollbackStep told(Name name, boolean needed, Predicate<Moment> of) {
        List<PlannedAnnouncement> planned = announcements.stream()
                .filter(each -> of.test(each.announcement().moment()))
                .toList();
        List<StepEvidence> sent = planned.stream()
                .flatMap(each -> each.course().standing() instanceof Announcements.Standing.Sent made
                        ? Stream.of(new StepEvidence(
                                each.announcement().id(), made.by(), made.at(), made.link(), null, made.receipt()))
                        : Stream.empty())
                .sorted(Comparator.comparing(StepEvidence::at))
                .toList();
        return RollbackStep.of(
                name, !planned.isEmpty() && sent.size() == planned.size(), needed && !planned.isEmpty(), sent);
    }

    private RollbackStep afterwards(boolean withdrawn) {
        List<StepEvidence> met = rollback.met().values().stream()
                .sorted(Comparator.comparing(Rollback.Met::at))
                .map(each -> new StepEvidence(
                        each.evidence().obligation(),
                        each.by(),
                        each.at(),
                        each.evidence().link(),
                        each.evidence().digest(),
                        each.evidence().comment()))
                .toList();
        List<String> obligations =
                policy.rollback().obligations().stream().map(Named::id).toList();
        return RollbackStep.of(
                Name.AFTERWARDS,
                !obligations.isEmpty() && rollback.met().keySet().containsAll(obligations),
                !withdrawn && !obligations.isEmpty(),
                met);
    }
}
