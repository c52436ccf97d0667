package dev.releaseledger.events.ledger;

import java.util.Base64;
import java.util.HexFormat;

/** The example key and note in the public documentation of golang.org/x/mod/sumdb/note, and a second key's signature. */
final class GoNoteExample {
    static final String VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    /** The documented example's private key: a type byte, then the seed. It guards nothing. */
    static final String PRIVATE_KEY_PEM = NoteSignerTest.pem(HexFormat.of()
            .formatHex(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
            .substring(2));

    static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private GoNoteExample() {}
}
