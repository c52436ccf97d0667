package dev.releaseledger.auditor.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written, beside the place that it is for. What is kept can be gone on with after a break: it is on the
 * disk, and how long it is, stands in a file of its own. Compressed, it is a gzip member for each time that it was kept.
 */
final class Part implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path file;
    private final Path mark;
    private final boolean zipped;
    private final FileChannel channel;
    private @Nullable OutputStream out;
    private @Nullable GZIPOutputStream member;

    /**
     * How much was kept.
     *
     * @param entries the entries
     * @param bytes the length of the file
     */
    record Kept(long entries, long bytes) {
        static final Kept NOTHING = new Kept(0, 0);
    }

    private Part(Path target, FileChannel channel) {
        this.target = target;
        this.file = file(target);
        this.mark = mark(target);
        this.zipped = target.toString().endsWith(".gz");
        this.channel = channel;
    }

    /** Opens what was begun, cut to what was kept, or begins. */
    static Part open(Path target, Kept kept) throws IOException {
        FileChannel channel = FileChannel.open(file(target), CREATE, READ, WRITE);
        channel.truncate(kept.bytes());
        channel.position(kept.bytes());
        return new Part(target, channel);
    }

    /** What an earlier run kept; nothing where there was none, or no more can be read of it. */
    static Kept kept(Path target) throws IOException {
        if (!Files.exists(mark(target)) || !Files.exists(file(target))) {
            return Kept.NOTHING;
        }
        List<String> lines = Files.readAllLines(mark(target), US_ASCII);
        try {
            Kept kept = new Kept(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
            return Files.size(file(target)) >= kept.bytes() ? kept : Kept.NOTHING;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Kept.NOTHING;
        }
    }

    /** Where the unfinished file is. */
    static Path file(Path target) {
        return beside(target, ".part" + (target.toString().endsWith(".gz") ? ".gz" : ""));
    }

    private static Path mark(Path target) {
        return beside(target, ".part.kept");
    }

    private static Path beside(Path target, String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    /** Writes an entry as the next line. */
    void line(byte[] buffer, int offset, int length) throws IOException {
        OutputStream lines = out;
        if (lines == null) {
            OutputStream raw = Channels.newOutputStream(channel);
            if (zipped) {
                member = new GZIPOutputStream(raw, BUFFER);
                raw = member;
            }
            lines = new BufferedOutputStream(raw, BUFFER);
            out = lines;
        }
        lines.write(buffer, offset, length);
        lines.write('\n');
    }

    /** Keeps what was written: it survives a break, of the power too. */
    void keep(long entries) throws IOException {
        finishMember();
        channel.force(true);
        writeWhole(mark, (entries + "\n" + channel.position() + "\n").getBytes(US_ASCII));
    }

    private void finishMember() throws IOException {
        if (out != null) {
            out.flush();
        }
        if (member != null) {
            member.finish();
        }
        out = null;
        member = null;
    }

    /** Puts the file, and the checkpoint beside it, at their places; they are whole there or not there. */
    void finish(byte[] checkpoint) throws IOException {
        finishMember();
        channel.force(true);
        channel.close();
        writeWhole(beside(target, ".checkpoint"), checkpoint);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(mark);
        forceFolder();
    }

    /** Goes on with nothing of it; what there is stays for a look. */
    void giveUp() throws IOException {
        finishMember();
        boolean nothing = channel.size() == 0;
        channel.close();
        Files.deleteIfExists(mark);
        if (nothing) {
            Files.delete(file);
        }
    }

    private void writeWhole(Path place, byte[] bytes) throws IOException {
        Path written = beside(place, ".new");
        try (FileChannel fresh = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                fresh.write(rest);
            }
            fresh.force(true);
        }
        Files.move(written, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /** A name is on the disk when its folder is. Not every system lets a folder be opened. */
    private void forceFolder() throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        try (FileChannel names = FileChannel.open(folder, READ)) {
            names.force(true);
        } catch (AccessDeniedException e) {
            // Windows: there it cannot be asked for, nor needs it be.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
