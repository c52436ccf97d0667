package dev.releaseledger.importer.history.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream of bytes, none longer than what can be held: the rest of a longer one is passed over. */
final class Lines implements AutoCloseable {

    /** Far above any real tag, far below what would hurt. */
    static final int LONGEST = 16 << 20;

    /** What stands where a line was looked for. */
    sealed interface Line {
        record Text(byte[] bytes) implements Line {}

        record TooLong() implements Line {}

        record End() implements Line {}
    }

    private final InputStream bytes;
    private long number;
    private long bytesRead;

    Lines(InputStream bytes) {
        this.bytes = bytes;
    }

    Line next() throws IOException {
        var line = new ByteArrayOutputStream(1 << 12);
        var length = 0L;
        int next;
        while ((next = bytes.read()) >= 0) {
            bytesRead++;
            if (next == '\n') {
                break;
            }
            if (++length <= LONGEST) {
                line.write(next);
            }
        }
        if (next < 0 && length == 0) {
            return new Line.End();
        }
        number++;
        return length > LONGEST ? new Line.TooLong() : new Line.Text(line.toByteArray());
    }

    /** The number of the last line, from 1. */
    long number() {
        return number;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
