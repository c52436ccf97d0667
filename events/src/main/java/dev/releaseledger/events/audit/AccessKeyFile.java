package dev.releaseledger.events.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The access keys in a file, which is read again when it has changed: keys are added and destroyed while services run. Safe for
 * use by several threads.
 */
public final class AccessKeyFile {
    private final Path file;
    private volatile @Nullable Read read;

    private record Read(
            FileTime modified, long size, @Nullable Object fileKey, AccessKeys keys) {
        boolean isOf(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime())
                    && size == now.size()
                    && Objects.equals(fileKey, now.fileKey());
        }
    }

    public AccessKeyFile(Path file) {
        this.file = file;
    }

    /**
     * The keys that are in the file now.
     *
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalArgumentException when it holds something else
     */
    public AccessKeys keys() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Read known = read;
            if (known == null || !known.isOf(now)) {
                known = new Read(
                        now.lastModifiedTime(), now.size(), now.fileKey(), AccessKeys.parse(Files.readString(file)));
                read = known;
            }
            return known.keys();
        } catch (IOException e) {
            throw new UncheckedIOException("the access keys in " + file + " cannot be read", e);
        }
    }
}
