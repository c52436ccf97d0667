package dev.releaseledger.auditor.source;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts bytes into lines with few, large reads. A line stays where it was read: {@link #buffer()} from {@link #from()},
 * {@link #length()} bytes, until the next one is asked for.
 */
final class Lines implements AutoCloseable {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int READ = 1 << 20;

    /** No entry is nearly so long; whatever has such a line is not an export. */
    private static final int LONGEST = 1 << 24;

    private final InputStream in;
    private final String name;
    private byte[] buffer = new byte[READ];
    private int filled;
    private int next;
    private int from;
    private int length;
    private long number;
    private boolean ended;

    /**
     * @param name what is read, for messages
     */
    Lines(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /** Goes on to the next line; false at the end. What follows the last line feed is a line, unless it is nothing. */
    boolean next() throws IOException {
        from = next;
        int searched = from;
        int end = lineFeed(searched);
        while (end < 0 && !ended) {
            searched = filled;
            int moved = from;
            fill();
            searched -= moved - from;
            end = lineFeed(searched);
        }
        if (end < 0) {
            length = filled - from;
            next = filled;
        } else {
            length = end - from;
            next = end + 1;
        }
        boolean found = end >= 0 || length > 0;
        if (found) {
            number++;
        }
        return found;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /** Which line this is, from 1. */
    long number() {
        return number;
    }

    /** Makes room behind what is not yet used, and reads as much as comes at once. */
    private void fill() throws IOException {
        int kept = filled - from;
        if (kept == buffer.length) {
            if (kept >= LONGEST) {
                throw new IOException(
                        name + " is not an export: line " + (number + 1) + " is longer than " + LONGEST + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        from = 0;
        filled = kept;
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    /** Where the next line feed is; -1 where none was read yet. Looks at eight bytes at a time. */
    private int lineFeed(int start) {
        int at = start;
        for (; at + Long.BYTES <= filled; at += Long.BYTES) {
            long bytes = (long) EIGHT_BYTES.get(buffer, at) ^ LINE_FEEDS;
            // The lowest byte that was a line feed, now zero, is the lowest whose high bit this sets.
            long zeroes = (bytes - ONES) & ~bytes & HIGH_BITS;
            if (zeroes != 0) {
                return at + Long.numberOfTrailingZeros(zeroes) / Byte.SIZE;
            }
        }
        for (; at < filled; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
