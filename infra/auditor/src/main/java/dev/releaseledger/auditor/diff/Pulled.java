package dev.releaseledger.auditor.diff;

import dev.releaseledger.auditor.source.EntrySource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A source's entries for whoever asks for one after the other; another thread reads a little ahead. */
final class Pulled implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int AHEAD = 4;

    /** One entry of the source. */
    record At(long position, byte[] bytes) {}

    private sealed interface Batch {
        record Entries(List<At> entries) implements Batch {}

        record End(@Nullable Exception because) implements Batch {}
    }

    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(AHEAD);
    private final ArrayDeque<At> ready = new ArrayDeque<>();
    private final Thread reader;
    private @Nullable At next;
    private boolean ended;

    Pulled(EntrySource source) throws IOException {
        reader = Thread.ofPlatform().daemon().name("reads " + source.name()).start(() -> read(source));
        next = take();
    }

    /** The entry that is next; null at the end. */
    @Nullable
    At next() {
        return next;
    }

    /** Goes one entry on. */
    void advance() throws IOException {
        next = take();
    }

    private @Nullable At take() throws IOException {
        while (ready.isEmpty() && !ended) {
            switch (batch()) {
                case Batch.Entries more -> ready.addAll(more.entries());
                case Batch.End(Exception because) -> {
                    ended = true;
                    if (because != null) {
                        throw because instanceof IOException io ? io : new IOException(because);
                    }
                }
            }
        }
        return ready.poll();
    }

    private Batch batch() throws IOException {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void read(EntrySource source) {
        List<At> collected = new ArrayList<>(BATCH);
        Exception because = null;
        try {
            source.read(0, (position, buffer, offset, length) -> {
                collected.add(new At(position, Arrays.copyOfRange(buffer, offset, offset + length)));
                return collected.size() < BATCH || put(new Batch.Entries(drained(collected)));
            });
        } catch (IOException | RuntimeException e) {
            because = e;
        }
        if (put(new Batch.Entries(drained(collected)))) {
            put(new Batch.End(because));
        }
    }

    private static List<At> drained(List<At> collected) {
        List<At> drained = List.copyOf(collected);
        collected.clear();
        return drained;
    }

    /** False where nobody asks any more. */
    private boolean put(Batch batch) {
        try {
            batches.put(batch);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
