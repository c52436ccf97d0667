package dev.releaseledger.auditor.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An export: entries byte for byte, one a line, as {@code GET /v1/entries} gives them, possibly compressed with gzip. They
 * follow each other without a gap from the position that the first one claims; its checkpoint is in a file beside it with
 * {@code .checkpoint} added to the name.
 */
public final class ExportFile implements EntrySource {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int READ = 1 << 20;

    private final Path file;

    /** The export in a file, which is looked for when it is read. */
    public ExportFile(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean grows() {
        return false;
    }

    @Override
    public void read(long from, EntrySink sink) throws IOException {
        try (Lines lines = new Lines(open(), name())) {
            long position = 0;
            boolean first = true;
            while (lines.next()) {
                if (first) {
                    // Where the first one cannot be read, it is the judges' part to say so.
                    long claimed = ClaimedPosition.of(lines.buffer(), lines.from(), lines.length());
                    position = Math.max(claimed, 0);
                    first = false;
                }
                if (position >= from && !sink.entry(position, lines.buffer(), lines.from(), lines.length())) {
                    return;
                }
                position++;
            }
        } catch (ZipException e) {
            throw new IOException(name() + " is damaged: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new IOException(name() + " is cut off in the middle of its compression", e);
        }
    }

    private InputStream open() throws IOException {
        InputStream raw;
        try {
            raw = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw missing();
        }
        try {
            PushbackInputStream ahead = new PushbackInputStream(raw, 2);
            byte[] magic = ahead.readNBytes(2);
            ahead.unread(magic);
            boolean zipped = magic.length == 2 && ((magic[0] & 0xff) << Byte.SIZE | magic[1] & 0xff) == GZIP_MAGIC;
            return zipped ? new GZIPInputStream(new BufferedInputStream(ahead, READ), READ) : ahead;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private FileNotFoundException missing() {
        return new FileNotFoundException("there is no file " + file);
    }

    @Override
    public List<byte[]> checkpoints() throws IOException {
        if (!Files.exists(file)) {
            // That nothing lies beside a file which is not there says nothing of a ledger.
            throw missing();
        }
        Path beside = file.resolveSibling(file.getFileName() + ".checkpoint");
        return Files.exists(beside) ? List.of(Files.readAllBytes(beside)) : List.of();
    }

    @Override
    public void close() {
        // Every reading opens and closes the file of its own.
    }
}
