package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Hash;
import java.time.Instant;

/**
 * What was received cannot be this ledger's history. Projecting stops where it is, for people to look: what was expected and
 * what came instead is in the alarm.
 */
public sealed interface Alarm {

    /** The alarm in a word, for metrics. */
    String kind();

    /** What was expected and what came. */
    String message();

    /** A position came again with other bytes. */
    record Fork(long position, Hash projected, Hash received) implements Alarm {
        @Override
        public String kind() {
            return "fork";
        }

        @Override
        public String message() {
            return "position " + position + " came again as another entry: its leaf hash was " + projected
                    + " and is now " + received;
        }
    }

    /** Positions are missing. */
    record Gap(long expected, long received) implements Alarm {
        @Override
        public String kind() {
            return "gap";
        }

        @Override
        public String message() {
            return "the next position is " + expected + ", but " + received + " came";
        }
    }

    /** A record says one position, its entry another. */
    record Misplaced(long offset, long recordPosition, long entryPosition) implements Alarm {
        @Override
        public String kind() {
            return "misplaced";
        }

        @Override
        public String message() {
            return "the record at offset " + offset + " says position " + recordPosition + ", its entry says "
                    + entryPosition;
        }
    }

    /** A record without any place in the ledger. */
    record Unplaceable(long offset) implements Alarm {
        @Override
        public String kind() {
            return "unplaceable";
        }

        @Override
        public String message() {
            return "the record at offset " + offset + " has no position: it is no entry of this ledger";
        }
    }

    /** A stream's sequence is not the next one. */
    record SequenceBroken(long position, String stream, long expected, long received) implements Alarm {
        @Override
        public String kind() {
            return "sequence";
        }

        @Override
        public String message() {
            return "the next sequence of " + stream + " is " + expected + ", but position " + position + " has "
                    + received;
        }
    }

    /** Recorded times went back. */
    record TimeWentBack(long position, Instant before, Instant received) implements Alarm {
        @Override
        public String kind() {
            return "time";
        }

        @Override
        public String message() {
            return "position " + position + " was recorded at " + received + ", before the one before it at " + before;
        }
    }

    /** A checkpoint, signed by a pinned key, is not of the tree that was built from what was received. */
    record TreeDiffers(long size, Hash signed, Hash built) implements Alarm {
        @Override
        public String kind() {
            return "tree";
        }

        @Override
        public String message() {
            return "the checkpoint of size " + size + " is signed for the root " + signed
                    + ", but the entries received have the root " + built;
        }
    }
}
