package dev.releaseledger.importer.history.git;

import dev.releaseledger.importer.history.History;
import dev.releaseledger.importer.history.HistoryItem;
import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Unreadable;
import dev.releaseledger.importer.history.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A history in a git repository: the tags that match a pattern, annotated and lightweight alike, oldest first.
 *
 * <p>A tag's version is its name from the first digit on ({@code v2.5.0}, {@code release-2.5.0}). The tag before it is
 * the released one of the next lower version on the same line of history: an ancestor, or one that left the common
 * history for a branch of its own (as release branches do) and is no younger. Its commits are those that it has and that
 * tag has not; the first tag has the whole history behind it. People are known by their mail address, and by their name
 * where they have none. Git knows no changelog.
 */
public final class GitHistory implements History {

    /** How many commits a tag carries at most, the newest; {@link Tag#commitCount()} counts all. */
    public static final int MOST_COMMITS = 400;

    /** A tag with what is needed to put it in order; its commits are read when its turn comes. */
    private record Labelled(
            String name, Version version, ObjectId commit, Instant at, Instant committedAt, String by) {}

    private final Repository repository;
    private final String project;
    private final List<Labelled> tags = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int read;

    private GitHistory(Repository repository, String project) {
        this.repository = repository;
        this.project = project;
    }

    /**
     * Opens a repository.
     *
     * @param directory its work tree or its git directory
     * @param pattern a glob over tag names, such as {@code v*}
     * @throws IOException also where there is no repository or the pattern is none
     */
    public static GitHistory open(Path directory, String pattern) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is no directory");
        }
        var builder = new FileRepositoryBuilder()
                .findGitDir(directory.toAbsolutePath().normalize().toFile());
        if (builder.getGitDir() == null) {
            throw new IOException(directory + " is no git repository");
        }
        var repository = builder.setMustExist(true).build();
        var history = new GitHistory(repository, nameOf(repository, directory));
        try {
            history.list(new FileNameMatcher(pattern, null));
        } catch (InvalidPatternException invalid) {
            repository.close();
            throw new IOException("not a pattern for tags: " + pattern, invalid);
        } catch (IOException | RuntimeException failed) {
            repository.close();
            throw failed;
        }
        return history;
    }

    /** The name of the repository it was cloned from, else of the directory it lies in. */
    private static String nameOf(Repository repository, Path directory) {
        var origin = repository.getConfig().getString("remote", Constants.DEFAULT_REMOTE_NAME, "url");
        var path = origin == null ? directory.toAbsolutePath().normalize().toString() : origin;
        var segments = path.replace('\\', '/').split("[/:]+", -1);
        for (var i = segments.length - 1; i >= 0; i--) {
            var name = segments[i].replaceFirst("\\.git$", "");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "repository";
    }

    private void list(FileNameMatcher pattern) throws IOException {
        try (var walk = new RevWalk(repository)) {
            for (var ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                var name = ref.getName().substring(Constants.R_TAGS.length());
                pattern.reset();
                pattern.append(name);
                var id = ref.getObjectId();
                if (id != null && pattern.isMatch()) {
                    list(name, id, walk);
                }
            }
        }
        tags.sort(Comparator.comparing(Labelled::at).thenComparing(Labelled::version));
    }

    private void list(String name, ObjectId id, RevWalk walk) throws IOException {
        var version = versionOf(name);
        if (version.isEmpty()) {
            unreadable.add(new Unreadable("tag " + name, List.of("no version in its name")));
            return;
        }
        try {
            var object = walk.parseAny(id);
            var commit = walk.parseCommit(walk.peel(object));
            // A tagger is missing from lightweight tags and from some very old annotated ones.
            var tagger = object instanceof RevTag tag ? tag.getTaggerIdent() : null;
            var by = tagger == null ? commit.getCommitterIdent() : tagger;
            tags.add(new Labelled(
                    name,
                    version.get(),
                    commit.copy(),
                    by.getWhenAsInstant(),
                    commit.getCommitterIdent().getWhenAsInstant(),
                    person(by)));
        } catch (IncorrectObjectTypeException noCommit) {
            unreadable.add(new Unreadable("tag " + name, List.of("names no commit")));
        } catch (MissingObjectException missing) {
            unreadable.add(new Unreadable("tag " + name, List.of("names an object that is not in the repository")));
        }
    }

    private static Optional<Version> versionOf(String name) {
        for (var i = 0; i < name.length(); i++) {
            if (Character.isDigit(name.charAt(i))) {
                return Version.parse(name.substring(i));
            }
        }
        return Optional.empty();
    }

    private static String person(PersonIdent ident) {
        var mail =
                ident.getEmailAddress() == null ? "" : ident.getEmailAddress().strip();
        var name = ident.getName() == null ? "" : ident.getName().strip();
        return !mail.isEmpty() ? mail : !name.isEmpty() ? name : "unknown";
    }

    @Override
    public Optional<HistoryItem> next() throws IOException {
        if (read < unreadable.size()) {
            return Optional.of(unreadable.get(read++));
        }
        var turn = read - unreadable.size();
        if (turn >= tags.size()) {
            return Optional.empty();
        }
        read++;
        return Optional.of(whole(tags.get(turn)));
    }

    private Tag whole(Labelled tag) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            var previous = previousOf(tag, walk);
            walk.reset();
            walk.setRevFilter(RevFilter.ALL);
            walk.markStart(walk.parseCommit(tag.commit()));
            if (previous != null) {
                walk.markUninteresting(walk.parseCommit(previous.commit()));
            }
            var commits = new ArrayList<Tag.Commit>();
            var count = 0;
            for (var commit : walk) {
                if (count++ < MOST_COMMITS) {
                    walk.parseBody(commit);
                    commits.add(told(commit));
                    commit.disposeBody();
                }
            }
            return new Tag(
                    project,
                    tag.name(),
                    tag.version(),
                    patchedBy(tag),
                    previous == null ? null : previous.name(),
                    tag.commit().name(),
                    tag.at(),
                    tag.by(),
                    commits,
                    count,
                    List.of());
        }
    }

    private static Tag.Commit told(RevCommit commit) {
        return new Tag.Commit(
                commit.name(),
                commit.getCommitterIdent().getWhenAsInstant(),
                person(commit.getAuthorIdent()),
                commit.getShortMessage());
    }

    private @Nullable Labelled previousOf(Labelled tag, RevWalk walk) throws IOException {
        for (var lower : releasedBelow(tag)) {
            if (lower.commit().equals(tag.commit())) {
                return lower;
            }
            walk.reset();
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(tag.commit()));
            walk.markStart(walk.parseCommit(lower.commit()));
            var base = walk.next();
            var ancestor = base != null && base.equals(lower.commit());
            var besides = base != null && !lower.committedAt().isAfter(tag.committedAt());
            if (ancestor || besides) {
                return lower;
            }
        }
        return null;
    }

    private @Nullable String patchedBy(Labelled tag) {
        if (tag.version().isPrerelease() || !tag.version().isPatch()) {
            return null;
        }
        return releasedBelow(tag).stream()
                .filter(lower -> lower.version().sameLineAs(tag.version()))
                .map(Labelled::name)
                .findFirst()
                .orElse(null);
    }

    /** The released versions below a tag's, the highest first. */
    private List<Labelled> releasedBelow(Labelled tag) {
        return tags.stream()
                .filter(other -> !other.version().isPrerelease())
                .filter(other -> other.version().compareTo(tag.version()) < 0)
                .sorted(Comparator.comparing(Labelled::version).reversed())
                .toList();
    }

    @Override
    public long size() {
        return (long) unreadable.size() + tags.size();
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public void close() {
        repository.close();
    }
}
