package dev.releaseledger.command.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A socket that reads only so much, whatever the protocol above it is made to believe, and that goes through no proxy that
 * happens to be set for the JVM: the address that was checked is the one connected to.
 */
final class BoundedSocket extends Socket {
    /** Bytes: enough for a TLS handshake, the header of an answer and 64 KiB of a body. */
    static final int MOST = 256 * 1024;

    private int left = MOST;

    BoundedSocket() {
        super(Proxy.NO_PROXY);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream());
    }

    private int left() throws IOException {
        if (left <= 0) {
            throw new IOException("more than " + MOST + " bytes were sent");
        }
        return left;
    }

    private final class Bounded extends FilterInputStream {
        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            left();
            int read = super.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, Math.min(length, left()));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left()));
            left -= (int) skipped;
            return skipped;
        }
    }
}
