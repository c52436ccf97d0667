package dev.releaseledger.command.flag.define;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.policy.FlagType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Define a flag.
 *
 * @param owner the directory id of the person who answers for it
 * @param salt what is hashed with targeting keys, where the flag is not there yet
 */
public record DefineFlag(
        UUID flagId,
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
        @Nullable UUID releaseId)
        implements FlagCommand {
    public DefineFlag {
        variants = List.copyOf(variants);
    }

    /** The event that it comes to with this salt, under this version of the policy. Pure. */
    public FlagDefined defined(String withSalt, int policyVersion) {
        return new FlagDefined(
                key,
                product,
                flagType,
                purpose,
                owner,
                valueType,
                variants,
                onVariant,
                offVariant,
                withSalt,
                ends,
                policyVersion,
                releaseId);
    }

    @Override
    public FlagEvent proposes(Flag flag) {
        FlagDefined known = flag.definition().event();
        return defined(known.salt(), known.policyVersion());
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        return flag.definition().by().equals(by.actor())
                && proposes(flag).equals(flag.definition().event());
    }
}
