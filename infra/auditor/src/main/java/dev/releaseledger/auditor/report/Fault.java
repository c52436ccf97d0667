package dev.releaseledger.auditor.report;

import java.util.Locale;
import java.util.OptionalLong;

/** Something that does not hold: where, what, what it had to be, and what it is. */
public sealed interface Fault {
    /** The position that it is about; empty where it is about no one entry. */
    OptionalLong position();

    /** Its stable name, in kebab case. */
    String kind();

    /** What holds where nothing is wrong. */
    String expected();

    /** What is there instead. */
    String actual();

    /** The fault in one line. */
    default String line() {
        return (position().isPresent() ? "position " + position().getAsLong() + ": " : "") + kind() + ": expected "
                + expected() + ", got " + actual();
    }

    /** What can be wrong with one entry. */
    enum EntryKind {
        /** It claims another position than it is at. */
        POSITION,
        /** Its bytes are not an entry, or its attributes not those of one. */
        ENVELOPE,
        /** Its data has not the shape of its type, or the type is unknown. */
        DATA,
        /** Its data does not fit the JSON Schema that it names. */
        SCHEMA,
        /** It names another schema than that of its type. */
        DATASCHEMA,
        /** It is of another ledger. */
        ORIGIN,
        /** It is not the next one of its stream. */
        SEQUENCE,
        /** It was recorded before the entry before it, or before it was decided. */
        TIME,
        /** Its id is not one of version 7. */
        ID,
        /** Its event is not one of its stream's kind, or says itself that it is of another stream. */
        STREAM,
        /** Nothing of its stream can follow what its stream came to. */
        HISTORY,
        /** It was accepted and the rules refuse it. */
        ACCEPTED_AGAINST_THE_RULES,
        /** It is a refusal, and the rules would have let the command pass. */
        REFUSED_WITHOUT_A_RULE,
        /** It is a refusal by other rules than are violated. */
        REFUSED_BY_OTHER_RULES,
        /** It was decided by a policy version that is not in force for it. */
        POLICY_VERSION,
        /** The hash that is served for it is not that of its bytes. */
        TILE,
        /** Its proof does not show that the ledger of the checkpoint includes it. */
        PROOF
    }

    /** What can be wrong with the whole. */
    enum LedgerKind {
        /** The root of the entries is not the one that was signed. */
        ROOT,
        /** There are fewer entries than were signed. */
        SIZE,
        /** A checkpoint is not signed by a pinned key, is of another log or is not one. */
        CHECKPOINT,
        /** There is no checkpoint to compare with. */
        NO_CHECKPOINT,
        /** A witness that was pinned has cosigned none of the checkpoints. */
        WITNESS,
        /** An older checkpoint and a newer one are not of one history. */
        FORK,
        /** A file of a bundle is not the one that its manifest names. */
        MANIFEST,
        /** An entry that had to be there is not, or there are others. */
        ENTRIES,
        /** A consistency proof does not lead from one tree to the other. */
        CONSISTENCY
    }

    /** An entry is at fault. */
    record OfEntry(long at, EntryKind what, String expected, String actual) implements Fault {
        @Override
        public OptionalLong position() {
            return OptionalLong.of(at);
        }

        @Override
        public String kind() {
            return kebab(what);
        }
    }

    /**
     * The whole is at fault.
     *
     * @param position the first position that is known to be touched, where one is
     */
    record OfLedger(OptionalLong position, LedgerKind what, String expected, String actual) implements Fault {
        /** About no one position. */
        public OfLedger(LedgerKind what, String expected, String actual) {
            this(OptionalLong.empty(), what, expected, actual);
        }

        @Override
        public String kind() {
            return kebab(what);
        }
    }

    private static String kebab(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
