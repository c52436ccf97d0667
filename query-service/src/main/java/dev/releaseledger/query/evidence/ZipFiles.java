package dev.releaseledger.query.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip that is written as it is sent, and the digests of its files. Until {@link #finish} it has no directory and is no zip: it
 * is deliberately not closeable, so that what fails half way can never be taken for something whole.
 */
final class ZipFiles {
    private final Zip zip;
    private final FileTime time;
    private final Map<String, String> digests = new LinkedHashMap<>();

    ZipFiles(OutputStream out, Instant time) {
        this.zip = new Zip(out);
        this.time = FileTime.from(time);
    }

    private static final class Zip extends ZipOutputStream {
        Zip(OutputStream out) {
            super(out, UTF_8);
        }

        void release() {
            def.end();
        }
    }

    /** Writes a file's bytes. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(String name, String text) throws IOException {
        add(name, out -> out.write(text.getBytes(UTF_8)));
    }

    void add(String name, Content content) throws IOException {
        MessageDigest digest = sha256();
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        content.writeTo(new FilterOutputStream(zip) {
            @Override
            public void write(int b) throws IOException {
                digest.update((byte) b);
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                digest.update(bytes, from, length);
                out.write(bytes, from, length);
            }
        });
        zip.closeEntry();
        digests.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    /** The SHA-256 of each file so far, in hex, by name. */
    Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    /** Ends the zip with its directory. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    /** Gives back what it holds outside the heap; nothing can be written any more. Ends nothing. */
    void release() {
        zip.release();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
