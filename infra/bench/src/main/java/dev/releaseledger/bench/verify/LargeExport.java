package dev.releaseledger.bench.verify;

import dev.releaseledger.auditor.testing.ToldLedger;
import dev.releaseledger.auditor.testing.ToldPerson;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.release.Stage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An export of a made-up ledger in which every entry follows by the rules: releases of fifty products, each with ten changes, a
 * refusal, and what all its gates take.
 *
 * @param file the entries, with their checkpoint beside them
 * @param key the key that signed it
 * @param entries how many there are
 * @param releases how many releases they are of
 */
record LargeExport(Path file, String key, long entries, long releases) {
    private static final String ORIGIN = "bench.example";
    private static final int PRODUCTS = 50;
    private static final int CHANGES = 10;
    private static final int BUFFER = 1 << 20;

    /** Makes one of at least so many entries. */
    static LargeExport in(Path folder, long atLeast) throws IOException, Malformed {
        Path file = folder.resolve("export.ndjson");
        NoteSigner signer = NoteSigner.generate(ORIGIN);
        long releases = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            ToldLedger ledger = new ToldLedger(ORIGIN, entry -> write(out, entry));
            while (ledger.size() < atLeast) {
                ToldRelease release = new ToldRelease(ledger, "product-" + releases % PRODUCTS, "1." + releases);
                release.changes(CHANGES)
                        .refused("ApproveStage", ToldPerson.PAULA, release.approval(Stage.PRODUCTION))
                        .approvedUpTo(Stage.POST_RELEASE);
                releases++;
            }
            Files.writeString(folder.resolve("export.ndjson.checkpoint"), ledger.checkpoint(signer));
            return new LargeExport(file, signer.verifierKey().format(), ledger.size(), releases);
        }
    }

    private static void write(OutputStream out, byte[] entry) {
        try {
            out.write(entry);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
