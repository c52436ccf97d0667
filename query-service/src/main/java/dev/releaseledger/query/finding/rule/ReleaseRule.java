package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.List;

/**
 * Something that a release's history may prove. Pure: the same history and policy give the same verdicts, so that a rebuild
 * gives the same findings.
 */
public non-sealed interface ReleaseRule extends FindingRule {

    /**
     * Everything that this history proves, of what is over too.
     *
     * @param policy what the release pins
     */
    List<Verdict> judge(History history, ReleasePolicy policy);
}
