package dev.releaseledger.auditor.source;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.events.ledger.WitnessKey;
import java.util.List;

/**
 * Whom somebody believes, told them another way than by whoever keeps the ledger.
 *
 * @param origin the log that is meant
 * @param keys its pinned keys; none means that no signature can be believed
 * @param witnesses the pinned keys of witnesses that watch it
 */
public record Trust(String origin, List<VerifierKey> keys, List<WitnessKey> witnesses) {
    /** Copies the keys. */
    public Trust {
        keys = List.copyOf(keys);
        witnesses = List.copyOf(witnesses);
    }

    /** Whether a note claims to be signed by one of the keys; what is no note claims so as far as anybody can tell. */
    public boolean names(byte[] note) {
        try {
            return SignedNote.parse(note).signatures().stream()
                    .anyMatch(signature -> keys.stream()
                            .anyMatch(key -> key.keyId() == signature.keyId()
                                    && key.name().equals(signature.name())));
        } catch (Malformed e) {
            return true;
        }
    }

    /**
     * A checkpoint that is believed.
     *
     * @param checkpoint what was signed
     * @param cosignatures what the pinned witnesses said of it
     */
    public record Believed(Checkpoint checkpoint, List<Cosignature> cosignatures) {
        /** Copies the cosignatures. */
        public Believed {
            cosignatures = List.copyOf(cosignatures);
        }
    }

    /** Reads a signed checkpoint and believes it because a pinned key signed it, and no pinned witness's line is forged. */
    public Believed open(byte[] note) throws Malformed, NoteRejected {
        SignedNote signed = SignedNote.parse(note);
        return new Believed(Checkpoint.open(signed, origin, keys), cosignatures(signed));
    }

    /** Like {@link #open}, and requires that every pinned witness cosigned it. */
    public Checkpoint openWitnessed(byte[] note) throws Malformed, NoteRejected, Unwitnessed {
        Believed believed = open(note);
        requireWitnesses(believed.cosignatures());
        return believed.checkpoint();
    }

    /** Requires that every pinned witness cosigned a checkpoint that is believed. */
    public void requireWitnesses(SignedNote note) throws Malformed, NoteRejected, Unwitnessed {
        requireWitnesses(cosignatures(note));
    }

    private void requireWitnesses(List<Cosignature> cosignatures) throws Unwitnessed {
        List<WitnessKey> missing = missing(cosignatures);
        if (!missing.isEmpty()) {
            throw new Unwitnessed(missing);
        }
    }

    /** The pinned witnesses of whom none of these is. */
    public List<WitnessKey> missing(List<Cosignature> cosignatures) {
        return witnesses.stream()
                .filter(witness -> cosignatures.stream()
                        .noneMatch(cosignature -> cosignature.witness().equals(witness)))
                .toList();
    }

    private List<Cosignature> cosignatures(SignedNote note) throws Malformed, NoteRejected {
        return Cosignature.verify(note.text(), note.signatures(), witnesses);
    }
}
