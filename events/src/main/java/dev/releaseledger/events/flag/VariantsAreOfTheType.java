package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Each variant's value is of the flag's type: code asks for that one. */
public final class VariantsAreOfTheType implements StreamRule<FlagSituation, FlagDefined> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagDefined> proposal) {
        FlagDefined event = proposal.event();
        String others = IntStream.range(0, event.variants().size())
                .filter(i -> !event.valueType().fits(event.variants().get(i).value()))
                .mapToObj(i -> "variants[" + i + "].value")
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? Optional.empty() : unprocessable(others + ": not of the type " + event.valueType());
    }
}
