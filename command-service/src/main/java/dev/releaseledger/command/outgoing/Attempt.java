package dev.releaseledger.command.outgoing;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver something, shared by the thread that makes it and the one that waits for it. It passes its point of no
 * return, or it is given up before: never both. So whoever waits too long knows whether something may have been delivered.
 */
public final class Attempt {
    private enum Stage {
        BEFORE,
        PAST,
        GIVEN_UP
    }

    private Stage stage = Stage.BEFORE;
    private boolean closed;
    private @Nullable Closeable connection;

    /** Called right before what may deliver; {@code false} if that must not happen any more. */
    public synchronized boolean pass() {
        if (stage == Stage.BEFORE) {
            stage = Stage.PAST;
        }
        return stage == Stage.PAST;
    }

    /** Whether something may have been delivered. */
    public synchronized boolean isPast() {
        return stage == Stage.PAST;
    }

    /** Gives up; {@code false} if it is too late for that, because something may have been delivered. */
    synchronized boolean giveUp() {
        if (stage == Stage.BEFORE) {
            stage = Stage.GIVEN_UP;
        }
        return stage == Stage.GIVEN_UP;
    }

    /** What to close when the time is over; it is closed at once if it is. */
    public void over(Closeable open) throws IOException {
        synchronized (this) {
            if (!closed) {
                connection = open;
                return;
            }
        }
        open.close();
        throw new IOException("given up");
    }

    /** Whether the time was over. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends what is blocking. */
    void close() {
        Closeable open;
        synchronized (this) {
            closed = true;
            open = connection;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It was to end, and it has ended.
                return;
            }
        }
    }
}
