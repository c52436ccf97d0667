package dev.releaseledger.events.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A bundle of up to 256 consecutive entries (C2SP tlog-tiles): for each entry its length as a big-endian uint16, then
 * its bytes.
 *
 * @param index the index among the bundles
 * @param width the number of entries, 1 to 256
 */
public record EntryBundle(long index, int width) implements TilePath {
    /** The most bytes that an entry can have, for a bundle to be able to say its length. */
    public static final int MAX_ENTRY_BYTES = 0xffff;

    /** Refuses what no path can name. */
    public EntryBundle {
        TilePathSyntax.require(index, width);
    }

    /**
     * The bundle in which a log of this size keeps the entry at a position.
     *
     * @throws IndexOutOfBoundsException if the log has no such entry
     */
    public static EntryBundle holding(long position, long size) {
        Objects.checkIndex(position, size);
        long index = position / FULL_WIDTH;
        return new EntryBundle(index, (int) Math.min(FULL_WIDTH, size - index * FULL_WIDTH));
    }

    /** The position of the bundle's first entry. */
    public long firstPosition() {
        return index * FULL_WIDTH;
    }

    /** Cuts the bundle's bytes into its entries; refuses fewer or more entries or bytes than it must have. */
    public List<byte[]> decode(byte[] bytes) throws Malformed {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        List<byte[]> entries = new ArrayList<>(width);
        while (entries.size() < width) {
            if (rest.remaining() < Short.BYTES) {
                throw cut(entries.size());
            }
            int length = Short.toUnsignedInt(rest.getShort());
            if (rest.remaining() < length) {
                throw cut(entries.size());
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        if (rest.hasRemaining()) {
            throw new Malformed(
                    Malformed.Fault.TILE_LENGTH,
                    rest.remaining() + " bytes after the " + width + " entries of " + path());
        }
        return entries;
    }

    private Malformed cut(int whole) {
        return new Malformed(
                Malformed.Fault.TILE_LENGTH, path() + " has " + width + " entries, the bytes end after " + whole);
    }

    /**
     * The bytes under which a log serves these entries.
     *
     * @throws IllegalArgumentException if they are not as many as the bundle is wide, or one is too long
     */
    public byte[] encode(List<byte[]> entries) {
        if (entries.size() != width) {
            throw new IllegalArgumentException(path() + " has " + width + " entries, not " + entries.size());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException(
                        "an entry has at most " + MAX_ENTRY_BYTES + " bytes, not " + entry.length);
            }
            bytes.write(entry.length >>> Byte.SIZE);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    @Override
    public boolean isIn(long size) {
        return TilePathSyntax.reaches(size, index, width);
    }

    @Override
    public String path() {
        return TilePathSyntax.format("entries", index, width);
    }
}
