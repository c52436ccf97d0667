package dev.releaseledger.events.policy;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Rights;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with a policy, with where it is. A policy without a fault can be followed to its end. */
public final class PolicyFaults {
    /** An entry has to hold it with room for the rest: see {@code EntryDraft.MAX_BYTES}. */
    private static final int MOST_BYTES = 48 * 1024;

    private static final int MOST_CRITERIA = 100;
    private static final int MOST_ITEMS = 200;
    private static final int MOST_OF_A_KIND = 50;
    private static final int MOST_MEASURES = 10;
    private static final int MOST_APPROVALS = 5;
    private static final int LONGEST_QUERY = 2_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_ID = 64;
    /** Whoever shows something takes a while to come to the approval. */
    private static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Syntax ID = new Syntax(
            "[a-z0-9][a-z0-9-]{0," + (LONGEST_ID - 1) + "}",
            "1 to " + LONGEST_ID + " lower-case letters, digits or hyphens, not beginning with a hyphen");
    private static final Syntax ENVIRONMENT = new Syntax(
            "[a-z0-9][a-z0-9-]{0,39}", "1 to 40 lower-case letters, digits or hyphens, not beginning with a hyphen");
    private static final Syntax OBLIGATION =
            new Syntax("[A-Z][A-Z0-9_]{0,63}", "1 to 64 upper-case letters, digits or underscores");
    private static final Syntax VALUE =
            new Syntax("[A-Za-z0-9._-]{1,64}", "1 to 64 letters, digits, dots, underscores or hyphens");

    private record Syntax(String pattern, String words) {}

    private final ReleasePolicy policy;
    private final boolean namesAreKnown;
    private final List<PolicyFault> faults = new ArrayList<>();

    /** What other parts of a policy name things of. */
    private static final Set<String> SECTIONS = Arrays.stream(ReleasePolicy.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private PolicyFaults(ReleasePolicy policy, boolean namesAreKnown) {
        this.policy = policy;
        this.namesAreKnown = namesAreKnown;
    }

    /** Every fault of this policy; empty where it is whole. */
    public static List<PolicyFault> of(ReleasePolicy policy) {
        return new PolicyFaults(policy, true).all();
    }

    /** The faults of a policy that could only be read in part, besides those of what could not. */
    static List<PolicyFault> besides(List<PolicyFault> malformed, ReleasePolicy rest) {
        if (malformed.isEmpty()) {
            return of(rest);
        }
        Set<String> paths = malformed.stream().map(PolicyFault::path).collect(Collectors.toSet());
        boolean namesAreKnown = paths.stream()
                .noneMatch(path -> path.equals(PolicyFault.WHOLE)
                        || path.endsWith(".id")
                        || path.endsWith("]")
                        || path.endsWith(".criteria")
                        || path.startsWith("environments")
                        || SECTIONS.contains(path));
        return new PolicyFaults(rest, namesAreKnown)
                .all().stream()
                        .filter(fault -> paths.stream().noneMatch(path -> concerns(path, fault.path())))
                        .toList();
    }

    /** Whether one path is the other, or within it. */
    private static boolean concerns(String one, String other) {
        return one.equals(PolicyFault.WHOLE) || within(one, other) || within(other, one);
    }

    private static boolean within(String inner, String outer) {
        return inner.startsWith(outer)
                && (inner.length() == outer.length() || ".[".indexOf(inner.charAt(outer.length())) >= 0);
    }

    private List<PolicyFault> all() {
        if (policy.version() < 1) {
            add("version", "is " + policy.version(), "a number from 1");
        }
        notEmpty("strategies", policy.strategies());
        environments();
        stages();
        checklists();
        triggers();
        deployments();
        health();
        flagPhases();
        rollback();
        hotfix();
        announcements();
        windows();
        incidents();
        lasting("findings.mostChangeAge", policy.findings().mostChangeAge());
        if (policy.team() != null) {
            spelled("team", policy.team(), ID);
        }
        int bytes = EntryJson.mapper().writeValueAsBytes(policy).length;
        if (bytes > MOST_BYTES) {
            add(PolicyFault.WHOLE, "takes " + bytes + " bytes as JSON", "at most " + MOST_BYTES);
        }
        return List.copyOf(faults);
    }

    private void environments() {
        atMost("environments", policy.environments().size(), MOST_OF_A_KIND);
        policy.environments()
                .keySet()
                .forEach(name -> spelled("environments." + RecordReader.shown(name), name, ENVIRONMENT));
        if (policy.environments().keySet().stream()
                .noneMatch(name -> policy.stageOf(name).equals(Optional.of(Stage.PRODUCTION)))) {
            add("environments", "have none of the stage PRODUCTION", "at least one: a release ends there");
        }
    }

    private void stages() {
        List<Stage> stages = policy.stages().stream().map(StagePolicy::stage).toList();
        if (!stages.equals(List.of(Stage.values()))) {
            add("stages", "are " + stages, List.of(Stage.values()) + ": each once and in this order");
        }
        atMost(
                "stages",
                policy.stages().stream()
                        .mapToInt(stage -> stage.criteria().size())
                        .sum(),
                MOST_CRITERIA,
                "criteria");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < policy.stages().size(); i++) {
            StagePolicy stage = policy.stages().get(i);
            String at = "stages[" + i + "]";
            for (int j = 0; j < stage.criteria().size(); j++) {
                criterion(at + ".criteria[" + j + "]", stage.criteria().get(j), stage.stage(), ids);
            }
            approval(at + ".approval", stage.approval(), stage.stage());
            stage.approvalOf().forEach((kind, approval) -> {
                approval(at + ".approvalOf." + kind, approval, stage.stage());
                if (!approval.differsFrom().containsAll(stage.approval().differsFrom())) {
                    add(
                            at + ".approvalOf." + kind + ".differsFrom",
                            "is " + approval.differsFrom(),
                            "all of " + stage.approval().differsFrom() + ", as in the stage's own approval");
                }
            });
        }
    }

    private void criterion(String at, Criterion criterion, Stage own, Set<String> ids) {
        named(at, criterion.id(), criterion.title(), ids);
        if (criterion.gate().compareTo(own) < 0) {
            add(at + ".gate", "is " + criterion.gate(), own + " or a later stage");
        }
        holding(at + ".evidenceBy", criterion.evidenceBy(), Right.RECORD_EVIDENCE);
        shown(at, criterion.evidenceBy(), "evidenceBy", criterion.shownBy(), criterion.gate());
        if (criterion.shownBy() instanceof Sight.Shown) {
            add(at + ".shownBy.sight", "is shown", "deployed or verified: a criterion is not shown by another");
        }
        notEmpty(at + ".appliesTo", criterion.appliesTo());
        measures(at + ".measures", criterion);
        if (criterion.validFor() != null) {
            lasting(at + ".validFor", criterion.validFor());
            if (!criterion.validFor().isNegative()
                    && !criterion.validFor().isZero()
                    && criterion.validFor().compareTo(SHORTEST_VALIDITY) < 0) {
                add(at + ".validFor", "is " + criterion.validFor(), "at least " + SHORTEST_VALIDITY);
            }
        }
    }

    private void measures(String at, Criterion criterion) {
        atMost(at, criterion.measures().size(), MOST_MEASURES);
        if (!criterion.measures().isEmpty() && criterion.evidenceBy().isEmpty()) {
            add(at, "is there, but nobody's evidence counts", "roles in evidenceBy, or no measures");
        }
        Set<String> values = new HashSet<>();
        for (int i = 0; i < criterion.measures().size(); i++) {
            Measure measure = criterion.measures().get(i);
            String where = at + "[" + i + "]";
            spelled(where + ".value", measure.value(), VALUE);
            if (!values.add(measure.value())) {
                add(where + ".value", "is there twice", "each value once");
            }
            BigDecimal least = measure.atLeast();
            BigDecimal most = measure.atMost();
            if (least == null && most == null) {
                add(where, "has no threshold", "atLeast, atMost or both");
            } else if (least != null && most != null && least.compareTo(most) > 0) {
                add(where + ".atMost", "is below atLeast", "at least " + least.toPlainString());
            }
        }
    }

    private void approval(String at, ApprovalPolicy approval, Stage stage) {
        between(at + ".approvals", approval.approvals(), 1, MOST_APPROVALS);
        notEmpty(at + ".roles", approval.roles());
        holding(at + ".roles", approval.roles(), Rights.toApprove(stage));
    }

    private void checklists() {
        atMost("checklists", policy.checklists().size(), MOST_OF_A_KIND);
        atMost("checklists", policy.items().size(), MOST_ITEMS, "items");
        Set<String> lists = new HashSet<>();
        Set<String> ids = new HashSet<>();
        policy.stages().forEach(stage -> stage.criteria().forEach(criterion -> ids.add(criterion.id())));
        for (int i = 0; i < policy.checklists().size(); i++) {
            Checklist checklist = policy.checklists().get(i);
            String at = "checklists[" + i + "]";
            named(at, checklist.id(), checklist.title(), lists);
            notEmpty(at + ".appliesTo", checklist.appliesTo());
            for (int j = 0; j < checklist.items().size(); j++) {
                item(at + ".items[" + j + "]", checklist.items().get(j), checklist.gate(), ids);
            }
        }
    }

    private void item(String at, ChecklistItem item, @Nullable Stage gate, Set<String> ids) {
        named(at, item.id(), item.title(), ids);
        title(at + ".section", item.section());
        holding(at + ".tickedBy", item.tickedBy(), Right.TICK);
        shown(at, item.tickedBy(), "tickedBy", item.shownBy(), gate);
        notEmpty(at + ".appliesTo", item.appliesTo());
    }

    /** What nobody and nothing can show would keep its gate shut for ever; so would what comes only after the gate. */
    private void shown(String at, Set<Role> by, String field, @Nullable Sight sight, @Nullable Stage gate) {
        if (by.isEmpty() && sight == null) {
            add(at, "is shown by nobody and by nothing", "roles in " + field + ", or shownBy");
        }
        switch (sight) {
            case Sight.Deployed deployed -> seen(at, deployed.environment(), gate);
            case Sight.Verified verified -> seen(at, verified.environment(), gate);
            case Sight.Watched watched -> {
                seen(at, watched.environment(), gate);
                lasting(at + ".shownBy.during", watched.during());
                if (watched.during().compareTo(policy.health().watch()) > 0) {
                    add(
                            at + ".shownBy.during",
                            "is " + watched.during(),
                            "at most " + policy.health().watch() + ", the time that a deployment is watched");
                }
            }
            case Sight.Shown shown -> {
                Optional<Criterion> criterion = policy.criterion(shown.criterion());
                if (criterion.isEmpty()) {
                    unknown(
                            at + ".shownBy.criterion",
                            shown.criterion(),
                            policy.stages().stream()
                                    .flatMap(stage -> stage.criteria().stream())
                                    .map(Criterion::id)
                                    .toList());
                } else if (by.isEmpty() && criterion.get().evidenceBy().isEmpty()) {
                    seen(at, criterion.get(), gate);
                }
            }
            case Sight.Announced announced -> announced(at, announced.announcement(), by.isEmpty(), gate);
            case null -> {}
        }
    }

    private void announced(String at, String id, boolean onlySo, @Nullable Stage gate) {
        String where = at + ".shownBy.announcement";
        Optional<Announcement> made = policy.announcements().stream()
                .filter(announcement -> announcement.id().equals(id))
                .findFirst();
        if (made.isEmpty()) {
            unknown(
                    where,
                    id,
                    policy.announcements().stream().map(Announcement::id).toList());
        } else if (onlySo && !made.get().onlyFor().containsAll(Set.of(Significance.values()))) {
            add(where, "is \"" + id + "\", which is made for some releases only", "one that is made for all of them");
        } else if (onlySo
                && gate != null
                && gate.compareTo(Stage.PRODUCTION) <= 0
                && isOfProduction(made.get().moment())) {
            add(
                    where,
                    "is \"" + id + "\", which is made only after the gate of " + gate,
                    "an announcement that is made before that gate");
        }
    }

    private static boolean isOfProduction(Moment moment) {
        return switch (moment) {
            case Moment.BeforeWindow before -> false;
            case Moment.OnNotesPublished published -> false;
            case Moment.OnDeploymentStarted started -> true;
            case Moment.OnDeploymentComplete complete -> true;
            case Moment.OnVerified verified -> true;
            case Moment.OnRollbackTriggered triggered -> true;
            case Moment.OnRollbackStarted started -> true;
            case Moment.OnRollbackVerified verified -> true;
            case Moment.OnRollbackFailed failed -> true;
        };
    }

    /** What only a criterion shows is seen when that is, and the criterion's own faults are told where it is. */
    private void seen(String at, Criterion criterion, @Nullable Stage gate) {
        boolean late = switch (criterion.shownBy()) {
            case Sight.Deployed deployed -> isOnlyAfter(gate, deployed.environment());
            case Sight.Verified verified -> isOnlyAfter(gate, verified.environment());
            case Sight.Watched watched -> isOnlyAfter(gate, watched.environment());
            case Sight.Shown shown -> false;
            case Sight.Announced announced -> false;
            case null -> false;
        };
        if (late) {
            add(
                    at + ".shownBy.criterion",
                    "is \"" + criterion.id() + "\", which is shown only after the gate of " + gate,
                    "a criterion that can be shown before that gate");
        }
    }

    private boolean isOnlyAfter(@Nullable Stage gate, String environment) {
        return gate != null
                && policy.stageOf(environment)
                        .filter(stage -> !comesBefore(stage, gate))
                        .isPresent();
    }

    private void seen(String at, String environment, @Nullable Stage gate) {
        String where = at + ".shownBy.environment";
        if (!policy.environments().containsKey(environment)) {
            unknown(where, environment, policy.environments().keySet());
        } else if (isOnlyAfter(gate, environment)) {
            add(
                    where,
                    "is \"" + environment + "\", which is deployed to only after the gate of " + gate,
                    "an environment that is deployed to before that gate");
        }
    }

    /** Production is deployed to when its own gate is open, other environments while it is their stage's turn. */
    private static boolean comesBefore(Stage deployed, Stage gate) {
        return deployed == Stage.PRODUCTION ? deployed.compareTo(gate) < 0 : deployed.compareTo(gate) <= 0;
    }

    private void triggers() {
        atMost("triggers", policy.triggers().size(), MOST_OF_A_KIND);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < policy.triggers().size(); i++) {
            String at = "triggers[" + i + "]";
            id(at + ".id", policy.triggers().get(i).id(), ID, ids);
            repeats(at + ".repeats", policy.triggers().get(i).repeats());
            switch (policy.triggers().get(i)) {
                case Trigger.ErrorRate rate -> {
                    percent(at + ".abovePercent", rate.abovePercent());
                    percent(at + ".baselinePercent", rate.baselinePercent());
                }
                case Trigger.Latency latency -> {
                    if (latency.aboveTimesBaseline().compareTo(BigDecimal.ONE) < 0) {
                        add(
                                at + ".aboveTimesBaseline",
                                "is " + latency.aboveTimesBaseline().toPlainString(),
                                "at least 1");
                    }
                    positive(at + ".baselineMillis", latency.baselineMillis());
                }
                case Trigger.HealthChecks checks -> {}
                case Trigger.BusinessMetric metric -> {
                    percent(at + ".downMoreThanPercent", metric.downMoreThanPercent());
                    positive(at + ".baseline", metric.baseline());
                }
            }
        }
        for (String id : policy.rollback().preAuthorised()) {
            if (!ids.contains(id)) {
                unknown("rollback.preAuthorised", id, ids);
            }
        }
    }

    private void percent(String at, BigDecimal percent) {
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            add(at, "is " + percent.toPlainString(), "from 0 to 100");
        }
    }

    private void flagPhases() {
        List<FlagPhases.Phase> phases = policy.flagPhases().phases();
        atMost("flagPhases.phases", phases.size(), MOST_OF_A_KIND);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            FlagPhases.Phase phase = phases.get(i);
            String at = "flagPhases.phases[" + i + "]";
            named(at, phase.id(), phase.title(), ids);
            int begins = i == 0 ? 0 : phases.get(i - 1).toPercent();
            if (phase.fromPercent() != begins) {
                add(at + ".fromPercent", "is " + phase.fromPercent(), begins + ", where the phase before ends");
            }
            between(at + ".toPercent", phase.toPercent(), Math.max(0, phase.fromPercent()), 100);
            if (phase.atLeast().isNegative() || phase.atLeast().compareTo(LONGEST) > 0) {
                add(at + ".atLeast", "is " + phase.atLeast(), "from PT0S to " + LONGEST);
            }
            Duration most = phase.atMost();
            if (most != null) {
                lasting(at + ".atMost", most);
                if (most.compareTo(phase.atLeast()) < 0) {
                    add(at + ".atMost", "is " + most, "no shorter than atLeast");
                }
            }
            if (phase.pointsADay() != null) {
                between(at + ".pointsADay", phase.pointsADay(), 1, 100);
            }
            if (phase.watched() != null) {
                title(at + ".watched", phase.watched());
            }
        }
        if (!phases.isEmpty() && phases.getLast().toPercent() != 100) {
            add("flagPhases.phases", "end at " + phases.getLast().toPercent() + " %", "100 % at the end");
        }
        lasting("flagPhases.cleanUpWithin", policy.flagPhases().cleanUpWithin());
    }

    private void hotfix() {
        HotfixPolicy hotfix = policy.hotfix();
        notEmpty("hotfix.qualifies", hotfix.qualifies());
        Set<String> reasons = new HashSet<>();
        namedOnes("hotfix.qualifies", hotfix.qualifies(), ID, reasons);
        namedOnes("hotfix.doesNotQualify", hotfix.doesNotQualify(), ID, reasons);
        namedOnes("hotfix.obligations", hotfix.obligations(), OBLIGATION, new HashSet<>());
        for (HotfixPhase phase : HotfixPhase.values()) {
            Duration budget = hotfix.budgets().get(phase);
            if (budget == null) {
                add("hotfix.budgets." + phase, "is missing", "a duration as in ISO 8601, e.g. PT15M");
            } else {
                lasting("hotfix.budgets." + phase, budget);
            }
        }
    }

    private void namedOnes(String at, List<Named> ones, Syntax syntax, Set<String> ids) {
        atMost(at, ones.size(), MOST_OF_A_KIND);
        for (int i = 0; i < ones.size(); i++) {
            id(at + "[" + i + "].id", ones.get(i).id(), syntax, ids);
            title(at + "[" + i + "].title", ones.get(i).title());
        }
    }

    private void announcements() {
        atMost("announcements", policy.announcements().size(), MOST_OF_A_KIND);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < policy.announcements().size(); i++) {
            Announcement announcement = policy.announcements().get(i);
            String at = "announcements[" + i + "]";
            named(at, announcement.id(), announcement.title(), ids);
            spelled(at + ".channel", announcement.channel(), ID);
            spelled(at + ".template", announcement.template(), ID);
            if (announcement.moment() instanceof Moment.BeforeWindow before) {
                lasting(at + ".moment.offset", before.offset());
            }
            lasting(at + ".allowance", announcement.allowance());
            notEmpty(at + ".onlyFor", announcement.onlyFor());
        }
    }

    private void repeats(String at, Repeats repeats) {
        between(at + ".of", repeats.of(), 1, Repeats.MOST);
        between(at + ".times", repeats.times(), 1, Math.max(1, Math.min(repeats.of(), Repeats.MOST)));
    }

    private void positive(String at, @Nullable BigDecimal figure) {
        if (figure != null && figure.signum() <= 0) {
            add(at, "is " + figure.toPlainString(), "more than 0");
        }
    }

    private void deployments() {
        List<CanaryPolicy.CanaryStep> steps = policy.deployments().canary().steps();
        notEmpty("deployments.canary.steps", steps);
        atMost("deployments.canary.steps", steps.size(), MOST_OF_A_KIND);
        int before = 0;
        for (int i = 0; i < steps.size(); i++) {
            String at = "deployments.canary.steps[" + i + "]";
            int percent = steps.get(i).percent();
            if (percent <= before || percent > 100) {
                add(at + ".percent", "is " + percent, "more than " + before + ", the step before, and at most 100");
            }
            if (i == steps.size() - 1 && percent != 100) {
                add(at + ".percent", "is " + percent, "100: it is the last step");
            }
            before = Math.max(before, percent);
            lastingOrNone(at + ".atLeast", steps.get(i).atLeast());
        }
        RollingPolicy rolling = policy.deployments().rolling();
        between("deployments.rolling.instances", rolling.instances(), 1, RollingSize.MOST_INSTANCES);
        between("deployments.rolling.batch", rolling.batch(), 1, Math.max(1, rolling.instances()));
        if (rolling.batch() > 0
                && new RollingSize(rolling.instances(), rolling.batch()).batches() > RollingSize.MOST_BATCHES) {
            add(
                    "deployments.rolling.batch",
                    "is " + rolling.batch() + " of " + rolling.instances(),
                    "so many that there are at most " + RollingSize.MOST_BATCHES + " batches");
        }
        lastingOrNone(
                "deployments.blueGreen.keep", policy.deployments().blueGreen().keep());
    }

    private void health() {
        HealthPolicy health = policy.health();
        within("health.interval", health.interval(), SHORTEST_VALIDITY, Duration.ofHours(1));
        within("health.watch", health.watch(), SHORTEST_VALIDITY, Duration.ofDays(14));
        within("health.fold", health.fold(), Duration.ZERO, Duration.ofSeconds(30));
        between("health.leastSamples", health.leastSamples(), 1, 1_000_000);
        if (health.leastSamples() > 1
                && health.samples() == null
                && !health.queries().isEmpty()) {
            add(
                    "health.samples",
                    "is missing",
                    "a query: without it each result counts as one sample, and " + health.leastSamples()
                            + " are wanted");
        }
        health.queries().forEach((metric, query) -> query("health.queries." + metric, query));
        if (health.samples() != null) {
            query("health.samples", health.samples());
        }
    }

    private void query(String at, String query) {
        if (query.isBlank() || query.length() > LONGEST_QUERY) {
            add(at, "has " + query.length() + " characters", "1 to " + LONGEST_QUERY + ", not all of them blank");
        }
    }

    private void within(String at, Duration duration, Duration least, Duration most) {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            add(at, "is " + duration, "from " + least + " to " + most);
        }
    }

    private void lastingOrNone(String at, Duration duration) {
        if (!duration.isZero()) {
            lasting(at, duration);
        }
    }

    private void rollback() {
        RollbackPolicy rollback = policy.rollback();
        notEmpty("rollback.kinds", rollback.kinds());
        namedOnes("rollback.obligations", rollback.obligations(), OBLIGATION, new HashSet<>());
    }

    private void windows() {
        for (String environment : policy.windows().environments()) {
            if (!policy.environments().containsKey(environment)) {
                unknown(
                        "windows.environments",
                        environment,
                        policy.environments().keySet());
            }
        }
        lasting("windows.overrideValidFor", policy.windows().overrideValidFor());
    }

    private void incidents() {
        for (IncidentOrigin origin : IncidentOrigin.values()) {
            if (origin != IncidentOrigin.PERSON
                    && !policy.incidents().severityOf().containsKey(origin)) {
                add("incidents.severityOf." + origin, "is missing", "one of " + List.of(Severity.values()));
            }
        }
        if (policy.incidents().severityOf().containsKey(IncidentOrigin.PERSON)) {
            add("incidents.severityOf." + IncidentOrigin.PERSON, "is there", "nothing: a person says how severe it is");
        }
    }

    private void named(String at, String id, String title, Set<String> ids) {
        id(at + ".id", id, ID, ids);
        title(at + ".title", title);
    }

    private void id(String at, String id, Syntax syntax, Set<String> ids) {
        spelled(at, id, syntax);
        if (!ids.add(id)) {
            add(at, "is \"" + RecordReader.shown(id) + "\", which is there already", "an id of its own");
        }
    }

    private void title(String at, String title) {
        boolean plain = title.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
        if (title.isBlank() || title.length() > LONGEST_TITLE || !plain) {
            add(at, "is not a line of text", "1 to " + LONGEST_TITLE + " characters, none of them a control character");
        }
    }

    private void spelled(String at, String text, Syntax syntax) {
        if (!text.matches(syntax.pattern())) {
            add(at, "is \"" + RecordReader.shown(text) + "\"", syntax.words());
        }
    }

    private void lasting(String at, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            add(at, "is " + duration, "more than PT0S and at most " + LONGEST);
        }
    }

    private void holding(String at, Set<Role> roles, Right right) {
        List<Role> without = roles.stream()
                .filter(Predicate.not(role -> RoleTable.standard().grants(role, right)))
                .toList();
        if (!without.isEmpty()) {
            add(
                    at,
                    "names " + claims(without) + ", which may not",
                    "only roles with the right " + right + ": "
                            + claims(RoleTable.standard().rolesWith(right)));
        }
    }

    private static String claims(Collection<Role> roles) {
        return roles.stream().map(Role::claim).collect(Collectors.joining(", "));
    }

    private void between(String at, int number, int least, int most) {
        if (number < least || number > most) {
            add(at, "is " + number, "from " + least + " to " + most);
        }
    }

    private void atMost(String at, int count, int most) {
        atMost(at, count, most, "elements");
    }

    private void atMost(String at, int count, int most, String what) {
        if (count > most) {
            add(at, "has " + count + " " + what, "at most " + most);
        }
    }

    private void notEmpty(String at, Collection<?> elements) {
        if (elements.isEmpty()) {
            add(at, "is empty", "at least one");
        }
    }

    private void unknown(String at, String name, Collection<String> known) {
        if (namesAreKnown) {
            add(
                    at,
                    "names \"" + RecordReader.shown(name) + "\", which the policy does not have",
                    known.isEmpty()
                            ? "nothing: the policy has none"
                            : "one of " + known.stream().limit(MOST_OF_A_KIND).collect(Collectors.joining(", ")));
        }
    }

    private void add(String path, String fault, String expected) {
        faults.add(new PolicyFault(path, fault, expected));
    }
}
