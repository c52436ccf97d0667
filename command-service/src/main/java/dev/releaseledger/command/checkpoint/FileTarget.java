package dev.releaseledger.command.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.command.append.DeliveryLog.Place;
import dev.releaseledger.events.ledger.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that only grows: a line {@code # kept <time>}, the note, an empty line, again and again. Its own last checkpoint says
 * what it has. What a crash left half written stays, ended by a newline, and is passed over by readers.
 */
final class FileTarget implements Target {
    private static final Logger LOG = LoggerFactory.getLogger(FileTarget.class);
    private static final String MARK = "# kept ";

    /** Enough for many checkpoints, of which the last whole one is looked for. */
    private static final int TAIL = 1 << 16;

    private final Path file;
    private final Path lockFile;
    private final Duration interval;
    private final InstantSource clock;

    FileTarget(Path file, Duration interval, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.lockFile = this.file.resolveSibling(this.file.getFileName() + ".lock");
        this.interval = interval;
        this.clock = clock;
    }

    /** The file of a ledger in a folder. */
    static Path named(Path folder, String origin) {
        return folder.resolve(origin.replaceAll("[^A-Za-z0-9._-]", "_") + ".checkpoints");
    }

    @Override
    public Place place() {
        return new Place("file", Address.digest(file.toString()));
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean lacks(long size) {
        try {
            return last().map(Kept::size).orElse(0L) < size;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public Reply give(Kept kept) {
        try {
            // A lock on the file itself would go with the first reader of it that closes, as POSIX has it.
            try (FileChannel beside = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = beside.tryLock()) {
                return lock == null ? beingWritten() : append(kept);
            }
        } catch (OverlappingFileLockException e) {
            return beingWritten();
        } catch (IOException e) {
            LOG.warn("no checkpoint could be written to {}", file, e);
            return new Reply.Failed(
                    "the file cannot be written: " + e.getClass().getSimpleName(), null);
        }
    }

    private static Reply beingWritten() {
        return new Reply.Failed("another process is writing the file", null);
    }

    private Reply append(Kept kept) throws IOException {
        Optional<Kept> last = last();
        if (last.isPresent() && last.get().size() > kept.size()) {
            return new Reply.Refused(
                    "the file has a checkpoint of " + last.get().size() + " entries, the ledger's last is of "
                            + kept.size() + "; was a backup restored?");
        }
        if (last.isPresent() && last.get().size() == kept.size()) {
            return last.get().checkpoint().equals(kept.checkpoint())
                    ? new Reply.Taken()
                    : new Reply.Refused("the file has another checkpoint of " + kept.size() + " entries");
        }
        String record = (endsInTheMiddle() ? "\n" : "") + MARK + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n"
                + kept.note() + "\n";
        boolean isNew = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = UTF_8.encode(record);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (isNew) {
            forceFolder();
        }
        return new Reply.Taken();
    }

    /** A new file is there after a crash only if its folder's own entry is on the disk. */
    private void forceFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }

    private boolean endsInTheMiddle() throws IOException {
        String tail = tail();
        return !tail.isEmpty() && !tail.endsWith("\n");
    }

    private Optional<Kept> last() throws IOException {
        List<String> records = new ArrayList<>(List.of(tail().split("(?m)^" + MARK)));
        for (String record : records.reversed()) {
            int note = record.indexOf('\n') + 1;
            int end = record.lastIndexOf("\n\n");
            if (note > 0 && end > note) {
                try {
                    return Optional.of(Kept.read(record.substring(note, end + 1)));
                } catch (Malformed e) {
                    LOG.debug("half a checkpoint in {}", file, e);
                }
            }
        }
        return Optional.empty();
    }

    private String tail() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - TAIL);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        }
    }
}
