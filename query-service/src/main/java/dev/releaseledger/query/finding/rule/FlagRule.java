package dev.releaseledger.query.finding.rule;

import java.util.List;

/**
 * Something that a flag's history may prove. Pure: the same history gives the same verdicts, so that a rebuild gives the same
 * findings. What the policy asks for is judged where it is recorded: time that passes is an entry.
 */
public non-sealed interface FlagRule extends FindingRule {

    /** Everything that this history proves, of what is over too. */
    List<Verdict> judge(FlagHistory history);
}
