package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Hash;
import java.time.Instant;
import java.util.List;

/**
 * What was received cannot be this ledger's history. Projecting stops where it is, for people to look: what was expected and
 * what came instead is in the alarm.
 */
public sealed interface Alarm {
    /** Characters: a message repeats no more of what came from outside. */
    int LONGEST_SHOWN = 80;

    /** The alarm in a word, for metrics. */
    String kind();

    /** What was expected and what came. */
    String message();

    /** The positions that it is about; of a span its first and its last. */
    List<Long> positions();

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

        @Override
        public List<Long> positions() {
            return List.of(position);
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

        @Override
        public List<Long> positions() {
            return List.of(expected);
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

        @Override
        public List<Long> positions() {
            return List.of(recordPosition, entryPosition);
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

        @Override
        public List<Long> positions() {
            return List.of();
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

        @Override
        public List<Long> positions() {
            return List.of(position);
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

        @Override
        public List<Long> positions() {
            return List.of(position);
        }
    }

    /**
     * An entry is not what its publisher sent: it was changed on its way, or where it was kept.
     *
     * @param stated the leaf hash in base64, as the record states it
     * @param received the leaf hash of what came
     */
    record LeafDiffers(long position, String stated, Hash received) implements Alarm {
        @Override
        public String kind() {
            return "leaf";
        }

        @Override
        public String message() {
            return "position " + position + " differs: its publisher stated the leaf hash " + shown()
                    + ", but the bytes received have " + received.toBase64();
        }

        private String shown() {
            String plain = stated.replaceAll("[^\\x20-\\x7e]", "?");
            return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
        }

        @Override
        public List<Long> positions() {
            return List.of(position);
        }
    }

    /**
     * A checkpoint, signed by a pinned key, is not of the tree that was built from what was received.
     *
     * @param agreement what narrows down where they differ
     */
    record TreeDiffers(long size, Hash signed, Hash built, Agreement agreement) implements Alarm {
        @Override
        public String kind() {
            return "tree";
        }

        @Override
        public String message() {
            return "the checkpoint of size " + size + " is signed for the root " + signed
                    + ", but the entries received have the root " + built + where() + intact();
        }

        private String where() {
            if (agreement.covering() > 0) {
                return "; the checkpoint of size " + agreement.covering()
                        + " agrees with these entries, so that the log signed two trees";
            }
            long first = agreement.below();
            if (first >= size) {
                return "";
            }
            if (first == size - 1) {
                return "; position " + first + " differs";
            }
            return "; they differ first at one of the positions " + first + " to " + (size - 1)
                    + (first == 0 ? "" : ": the checkpoint of size " + first + " agrees");
        }

        private String intact() {
            return size > 0 && agreement.statedSince() <= agreement.below()
                    ? "; each of these entries came with the leaf hash that its publisher stated, so that it is what was"
                            + " published, or what was signed, that is wrong"
                    : "";
        }

        @Override
        public List<Long> positions() {
            if (agreement.covering() > 0 || agreement.below() >= size) {
                return List.of();
            }
            return agreement.below() == size - 1 ? List.of(agreement.below()) : List.of(agreement.below(), size - 1);
        }
    }

    /**
     * What is known of the tree that was built, beside a checkpoint that is not of it.
     *
     * @param below the size of the largest smaller checkpoint that is of this tree; 0 where there is none
     * @param covering the size of a checkpoint of this tree that is not smaller; 0 where there is none
     * @param statedSince every entry from this position on came with the leaf hash that its publisher stated
     */
    record Agreement(long below, long covering, long statedSince) {}
}
