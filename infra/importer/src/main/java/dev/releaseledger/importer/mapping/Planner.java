package dev.releaseledger.importer.mapping;

import dev.releaseledger.importer.history.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a history and tells, tag by tag, what has to be sent. Candidates wait here for the version that they are
 * candidates for; of what was planned only versions and times are kept.
 */
public final class Planner {

    private record Key(String product, String version) {}

    private final @Nullable String product;
    private final Map<Key, List<Candidate>> waiting = new LinkedHashMap<>();
    private final Set<Key> released = new HashSet<>();
    private final Map<Key, Base> releasedByTag = new HashMap<>();

    /**
     * @param product the product that all tags belong to; null for their own projects
     */
    public Planner(@Nullable String product) {
        this.product = product;
    }

    /**
     * The plan of the release that a tag made; empty for a candidate and for a tag that cannot be recorded, which is then
     * remarked on.
     */
    public Optional<ReleasePlan> take(Tag tag, Consumer<Remark> remarks) {
        var of = product == null ? Texts.product(tag.project()) : product;
        var key = new Key(
                of,
                tag.version().isPrerelease()
                        ? tag.version().released()
                        : tag.version().text());
        if (released.contains(key)) {
            remarks.accept(Remark.skipped(
                    tag.name(),
                    tag.version().isPrerelease()
                            ? "a candidate for a version that was already released"
                            : "its version was already released"));
            return Optional.empty();
        }
        if (tag.version().isPrerelease()) {
            waiting.computeIfAbsent(key, first -> new ArrayList<>()).add(new Candidate(tag.name(), tag.taggedAt()));
            return Optional.empty();
        }
        var candidates = waiting.remove(key);
        var base = tag.patchOf() == null ? null : releasedByTag.get(new Key(of, tag.patchOf()));
        var plan = Mapping.plan(of, tag, candidates == null ? List.of() : candidates, base);
        var itself = new Base(tag.version().text(), tag.taggedAt());
        released.add(key);
        releasedByTag.put(new Key(of, tag.name()), itself);
        plan.remarks().forEach(remarks);
        return Optional.of(plan);
    }

    /** The candidates whose version never came, at the end of the history. */
    public List<Remark> leftOver() {
        return waiting.entrySet().stream()
                .flatMap(version -> version.getValue().stream()
                        .map(candidate -> Remark.skipped(
                                candidate.tag(),
                                "a candidate for " + version.getKey().version() + ", which was never released")))
                .toList();
    }
}
