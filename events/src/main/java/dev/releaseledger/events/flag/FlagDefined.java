package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import dev.releaseledger.events.policy.FlagType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * There is a flag. It is closed: it serves its off variant to everybody whom no targeting rule names.
 *
 * @param key what code asks for it by: unique in the whole ledger, and never free again
 * @param product the product whose code asks
 * @param flagType what it is for, and so how it is opened and whether it ends
 * @param purpose what it is for, in words
 * @param owner the directory id of the person who answers for it
 * @param valueType of what type its values are
 * @param variants what it can serve
 * @param onVariant the name of the variant for those whom the rollout reached
 * @param offVariant the name of the variant for everybody else, and for everybody while it is disabled
 * @param salt what is hashed with a targeting key, so that no two flags are opened to the same people first
 * @param ends the last day that it is needed, in UTC; null for a type that lasts
 * @param policyVersion the version of the product's policy that it goes by
 * @param releaseId the release that brings its code; null where it is not said
 */
@EventName("flag.defined.v1")
public record FlagDefined(
        String key,
        String product,
        FlagType flagType,
        String purpose,
        UUID owner,
        FlagValueType valueType,
        List<FlagVariant> variants,
        String onVariant,
        String offVariant,
        String salt,
        @Nullable LocalDate ends,
        int policyVersion,
        @Nullable UUID releaseId)
        implements FlagEvent {
    public FlagDefined {
        variants = List.copyOf(variants);
    }
}
