package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.List;

/** The next version of a rule, which finds the same. */
public record NextVersion(ReleaseRule before) implements ReleaseRule {
    @Override
    public String id() {
        return before.id();
    }

    @Override
    public int version() {
        return before.version() + 1;
    }

    @Override
    public Severity severity() {
        return before.severity();
    }

    @Override
    public String title() {
        return before.title();
    }

    @Override
    public String definition() {
        return before.definition();
    }

    @Override
    public String source() {
        return before.source();
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        return before.judge(history, policy);
    }
}
