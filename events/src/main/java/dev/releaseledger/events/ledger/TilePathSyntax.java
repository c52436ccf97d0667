package dev.releaseledger.events.ledger;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How C2SP tlog-tiles spells the paths of tiles. */
final class TilePathSyntax {
    private static final Pattern PATH = Pattern.compile("tile/(?<level>entries|[0-9]{1,2})"
            + "/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

    private static final int GROUP = 1000;

    /** Beyond it the positions of a tile's entries would not fit into 63 bits. */
    private static final long MAX_INDEX = Long.MAX_VALUE / TilePath.FULL_WIDTH;

    private TilePathSyntax() {}

    static TilePath parse(String path) throws Malformed {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw malformed(path);
        }
        String level = matcher.group("level");
        String width = matcher.group("width");
        try {
            long index = Long.parseLong(matcher.group("index").replace("x", "").replace("/", ""));
            int hashes = width == null ? TilePath.FULL_WIDTH : Integer.parseInt(width);
            TilePath tile = level.equals("entries")
                    ? new EntryBundle(index, hashes)
                    : new HashTile(Integer.parseInt(level), index, hashes);
            // Zeroes too many, or the width of a full tile: another spelling of the path of some tile.
            if (!tile.path().equals(path)) {
                throw malformed(path);
            }
            return tile;
        } catch (IllegalArgumentException e) {
            throw malformed(path);
        }
    }

    static String format(String level, long index, int width) {
        StringBuilder path = new StringBuilder(group(index));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x" + group(rest) + "/");
        }
        path.insert(0, "tile/" + level + "/");
        return width == TilePath.FULL_WIDTH ? path.toString() : path + ".p/" + width;
    }

    private static String group(long number) {
        return String.format(Locale.ROOT, "%03d", number % GROUP);
    }

    static void require(long index, int width) {
        if (index < 0 || index > MAX_INDEX || width < 1 || width > TilePath.FULL_WIDTH) {
            throw new IllegalArgumentException("no tile has index " + index + " and width " + width);
        }
    }

    /** Whether so many hashes reach to the end of the tile. */
    static boolean reaches(long hashes, long index, int width) {
        return hashes - index * TilePath.FULL_WIDTH >= width;
    }

    private static Malformed malformed(String path) {
        return new Malformed(Malformed.Fault.TILE_PATH, "not the path of a tile: " + StrictText.quote(path));
    }
}
