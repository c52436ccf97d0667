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

    /** Reads a signed checkpoint and believes it because a pinned key signed it, and no pinned witness's line is forged. */
    public Checkpoint open(byte[] note) throws Malformed, NoteRejected {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = Checkpoint.open(signed, origin, keys);
        Cosignature.verify(signed.text(), signed.signatures(), witnesses);
        return checkpoint;
    }

    /** Like {@link #open}, and requires that every pinned witness cosigned it. */
    public Checkpoint openWitnessed(byte[] note) throws Malformed, NoteRejected, Unwitnessed {
        Checkpoint checkpoint = open(note);
        requireWitnesses(SignedNote.parse(note));
        return checkpoint;
    }

    /** Requires that every pinned witness cosigned a checkpoint that is believed. */
    public void requireWitnesses(SignedNote note) throws Malformed, NoteRejected, Unwitnessed {
        List<WitnessKey> missing = missing(Cosignature.verify(note.text(), note.signatures(), witnesses));
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

    /** What the pinned witnesses signed of a checkpoint that is believed. */
    public List<Cosignature> cosignatures(byte[] note) throws Malformed, NoteRejected {
        SignedNote signed = SignedNote.parse(note);
        return Cosignature.verify(signed.text(), signed.signatures(), witnesses);
    }
}
