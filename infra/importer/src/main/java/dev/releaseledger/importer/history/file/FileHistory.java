package dev.releaseledger.importer.history.file;

import dev.releaseledger.importer.history.History;
import dev.releaseledger.importer.history.HistoryItem;
import dev.releaseledger.importer.history.Unreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A history in newline-delimited JSON, a tag a line, as {@link TagLine} describes. Holds one line at a time; a line that
 * is not a tag is told by its number and its faults, and reading goes on behind it.
 */
public final class FileHistory implements History {

    private static final String SAMPLE = "/dev/releaseledger/importer/sample/lighthouse-releases.ndjson";

    private final Lines lines;
    private final long size;

    private FileHistory(InputStream bytes, long size) {
        this.lines = new Lines(new BufferedInputStream(bytes, 1 << 16));
        this.size = size;
    }

    /** The history in a file. */
    public static FileHistory of(Path file) throws IOException {
        return new FileHistory(Files.newInputStream(file), Files.size(file));
    }

    /**
     * The history in a stream of bytes.
     *
     * @param size how many bytes there are, for showing progress
     */
    public static FileHistory of(InputStream bytes, long size) {
        return new FileHistory(bytes, size);
    }

    /** The sample that comes with the importer: half a year of an invented project. */
    public static FileHistory sample() throws IOException {
        var resource = Objects.requireNonNull(FileHistory.class.getResource(SAMPLE), SAMPLE);
        var connection = resource.openConnection();
        return new FileHistory(connection.getInputStream(), connection.getContentLengthLong());
    }

    @Override
    public Optional<HistoryItem> next() throws IOException {
        while (true) {
            var line = lines.next();
            switch (line) {
                case Lines.Line.End end -> {
                    return Optional.empty();
                }
                case Lines.Line.TooLong tooLong -> {
                    return Optional.of(unreadable("longer than " + Lines.LONGEST + " bytes"));
                }
                case Lines.Line.Text text -> {
                    var item = read(text.bytes());
                    if (item.isPresent()) {
                        return item;
                    }
                }
            }
        }
    }

    private Optional<HistoryItem> read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return Optional.of(unreadable("not UTF-8"));
        }
        return text.isBlank() ? Optional.empty() : Optional.of(TagLine.read(lines.number(), text));
    }

    private Unreadable unreadable(String fault) {
        return new Unreadable("line " + lines.number(), List.of(fault));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long read() {
        return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
