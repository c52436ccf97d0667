package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.RollbackKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How deployments are taken back.
 *
 * @param preAuthorised the triggers that act first and are confirmed after, by their ids
 * @param kinds what a trigger's rollback takes back
 * @param obligations what stays open after a rollback until it is shown
 */
public record RollbackPolicy(
        @LeftOut("[]") Set<String> preAuthorised,
        @LeftOut("[\"CODE\"]") Set<RollbackKind> kinds,
        @LeftOut(STANDARD) List<Named> obligations) {
    private static final String STANDARD = """
            [{"id":"DOCUMENTED","title":"What happened is documented"},
            {"id":"ROOT_CAUSE","title":"Root-cause analysis"},
            {"id":"RE_RELEASE_PLANNED","title":"Plan for the re-release"}]""";

    public RollbackPolicy {
        preAuthorised = Sorted.copyOf(preAuthorised);
        kinds = Sorted.copyOf(kinds);
        obligations = List.copyOf(obligations);
    }

    /** The obligation of that id; empty where there is none. */
    public Optional<Named> obligation(String id) {
        return obligations.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
