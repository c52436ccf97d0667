package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each variant has a name of its own, and the ones to serve are among them. */
public final class VariantsAreNamed implements StreamRule<FlagSituation, FlagDefined> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagDefined> proposal) {
        FlagDefined event = proposal.event();
        if (event.variants().isEmpty() || event.variants().size() > FlagVariant.MOST) {
            return unprocessable("variants are " + event.variants().size() + "; there are 1 to " + FlagVariant.MOST);
        }
        Set<String> names = new LinkedHashSet<>();
        for (FlagVariant variant : event.variants()) {
            if (variant.name().isBlank() || variant.name().length() > FlagVariant.LONGEST_NAME) {
                return unprocessable("a variant's name has 1 to " + FlagVariant.LONGEST_NAME + " characters");
            }
            if (!names.add(variant.name())) {
                return unprocessable("the variant " + variant.name() + " is there twice");
            }
        }
        String unknown = Stream.of(event.onVariant(), event.offVariant())
                .filter(name -> !names.contains(name))
                .distinct()
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? Optional.empty()
                : unprocessable("there is no variant " + unknown + "; there are " + String.join(", ", names));
    }
}
