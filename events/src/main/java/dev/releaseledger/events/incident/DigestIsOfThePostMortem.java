package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** The digest is that of the text. */
public final class DigestIsOfThePostMortem implements StreamRule<IncidentSituation, PostMortemPublished> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends PostMortemPublished> proposal) {
        String digest = TextDigest.of(proposal.event().markdown());
        return digest.equals(proposal.event().digest())
                ? Optional.empty()
                : unprocessable("the text has the digest " + digest);
    }
}
