package dev.releaseledger.importer.history.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.importer.history.HistoryItem;
import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir
    private Path directory;

    private Git git;
    private Instant now = START;

    @BeforeEach
    void createRepository() throws GitAPIException {
        git = Git.init()
                .setDirectory(directory.resolve("pier").toFile())
                .setInitialBranch("main")
                .call();
    }

    @AfterEach
    void closeRepository() {
        git.close();
    }

    @Test
    void annotatedAndLightweightTagsAreTagsOldestFirst() throws Exception {
        commit("Lay the first stone");
        annotated("v1.0.0-rc.0");
        commit("Lay the second stone");
        lightweight("v1.0.0");

        var tags = tags("v*");

        assertThat(tags).extracting(Tag::name).containsExactly("v1.0.0-rc.0", "v1.0.0");
        assertThat(tags).extracting(Tag::project).containsOnly("pier");
        assertThat(tags.get(0).tagger()).isEqualTo("tagger@pier.example");
        assertThat(tags.get(0).taggedAt()).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(tags.get(1).tagger()).isEqualTo("committer@pier.example");
        assertThat(tags.get(1).taggedAt()).isEqualTo(START.plus(Duration.ofHours(3)));
        assertThat(tags.get(1).commits())
                .extracting(Tag.Commit::subject)
                .containsExactly("Lay the second stone", "Lay the first stone");
        assertThat(tags.get(1).commits()).extracting(Tag.Commit::author).containsOnly("author@pier.example");
    }

    @Test
    void aTagHasTheCommitsSinceTheNextLowerVersion() throws Exception {
        commit("one");
        annotated("v1.9.0");
        commit("two");
        annotated("v1.10.0-rc.0");
        commit("three");
        annotated("v1.10.0");
        commit("four");
        annotated("v1.10.1");

        var tags = tags("v*");

        assertThat(tags).extracting(Tag::previous).containsExactly(null, "v1.9.0", "v1.9.0", "v1.10.0");
        assertThat(tags).extracting(Tag::patchOf).containsExactly(null, null, null, "v1.10.0");
        assertThat(tags).extracting(Tag::commitCount).containsExactly(1, 1, 2, 1);
    }

    @Test
    void releaseBranchesAreTheSameLineOfHistory() throws Exception {
        commit("one");
        git.checkout().setCreateBranch(true).setName("release-1.0").call();
        commit("prepare 1.0");
        annotated("v1.0.0");
        git.checkout().setName("main").call();
        commit("two");
        git.checkout().setCreateBranch(true).setName("release-1.1").call();
        commit("prepare 1.1");
        annotated("v1.1.0");
        git.checkout().setName("release-1.0").call();
        commit("mend 1.0");
        annotated("v1.0.1");

        var tags = tags("v*");

        assertThat(tags).extracting(Tag::name).containsExactly("v1.0.0", "v1.1.0", "v1.0.1");
        assertThat(tags).extracting(Tag::previous).containsExactly(null, "v1.0.0", "v1.0.0");
        assertThat(tags.get(1).commits()).extracting(Tag.Commit::subject).containsExactly("prepare 1.1", "two");
        assertThat(tags.get(2).commits()).extracting(Tag.Commit::subject).containsExactly("mend 1.0");
    }

    @Test
    void anUnrelatedHistoryIsNoneOfATagsOwn() throws Exception {
        commit("one");
        annotated("v1.0.0");
        git.checkout().setOrphan(true).setName("anew").call();
        commit("another one");
        annotated("v2.0.0");

        assertThat(tags("v*")).extracting(Tag::previous).containsExactly(null, null);
    }

    @Test
    void manyCommitsAreCountedAndTheNewestTold() throws Exception {
        for (var i = 0; i < GitHistory.MOST_COMMITS + 5; i++) {
            commit("stone " + i);
        }
        annotated("v1.0.0");

        var tag = tags("v*").getFirst();

        assertThat(tag.commitCount()).isEqualTo(GitHistory.MOST_COMMITS + 5);
        assertThat(tag.commits()).hasSize(GitHistory.MOST_COMMITS);
        assertThat(tag.commits().getFirst().subject()).isEqualTo("stone " + (GitHistory.MOST_COMMITS + 4));
    }

    @Test
    void twoVersionsMayNameOneCommit() throws Exception {
        commit("one");
        lightweight("v1.0.0");
        lightweight("v1.0.1");

        var tags = tags("v*");

        assertThat(tags).extracting(Tag::name).containsExactly("v1.0.0", "v1.0.1");
        assertThat(tags.get(1).commits()).isEmpty();
    }

    @Test
    void thePatternChoosesAndOddTagsAreTold() throws Exception {
        var commit = commit("one");
        annotated("v1.0.0");
        annotated("vintage");
        annotated("other/v9.0.0");
        annotated("release-2.0.0");
        tag("v0.0.1", commit.getTree());

        assertThat(items("v*"))
                .filteredOn(Unreadable.class::isInstance)
                .containsExactlyInAnyOrder(
                        new Unreadable("tag vintage", List.of("no version in its name")),
                        new Unreadable("tag v0.0.1", List.of("names no commit")));
        assertThat(tags("v*")).extracting(Tag::name).containsExactly("v1.0.0");
        assertThat(tags("release-*")).extracting(tag -> tag.version().text()).containsExactly("2.0.0");
        assertThat(tags("*/v*")).extracting(tag -> tag.version().text()).containsExactly("9.0.0");
    }

    @Test
    void aRepositoryWithoutTagsOrCommitsIsAnEmptyHistory() throws Exception {
        assertThat(items("v*")).isEmpty();
        commit("one");
        assertThat(items("v*")).isEmpty();
    }

    @Test
    void whatIsNoRepositoryIsToldApart() {
        assertThatThrownBy(() -> GitHistory.open(directory, "v*"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no git repository");
        assertThatThrownBy(() -> GitHistory.open(directory.resolve("nowhere"), "v*"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no directory");
        assertThatThrownBy(() -> GitHistory.open(directory.resolve("pier"), "v["))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a pattern");
    }

    private RevCommit commit(String message) throws GitAPIException {
        return git.commit()
                .setMessage(message + "\n\nAnd why.")
                .setAuthor(at("author"))
                .setCommitter(at("committer"))
                .setAllowEmpty(true)
                .setSign(false)
                .call();
    }

    private void annotated(String name) throws GitAPIException {
        now = now.plus(Duration.ofHours(1));
        git.tag()
                .setName(name)
                .setMessage(name)
                .setTagger(at("tagger"))
                .setSigned(false)
                .call();
    }

    private void lightweight(String name) throws GitAPIException {
        git.tag().setName(name).setAnnotated(false).call();
    }

    private void tag(String name, RevObject object) throws GitAPIException {
        git.tag().setName(name).setAnnotated(false).setObjectId(object).call();
    }

    /** Each commit an hour later: its committer's clock stands where its author's has come to. */
    private PersonIdent at(String who) {
        if (who.equals("author")) {
            now = now.plus(Duration.ofHours(1));
        }
        return new PersonIdent(who, who + "@pier.example", now, ZoneOffset.UTC);
    }

    private List<Tag> tags(String pattern) throws IOException {
        return items(pattern).stream()
                .filter(Tag.class::isInstance)
                .map(Tag.class::cast)
                .toList();
    }

    private List<HistoryItem> items(String pattern) throws IOException {
        var items = new ArrayList<HistoryItem>();
        try (var history = GitHistory.open(directory.resolve("pier"), pattern)) {
            for (var item = history.next(); item.isPresent(); item = history.next()) {
                items.add(item.get());
            }
            assertThat(history.read()).isEqualTo(history.size());
        }
        return items;
    }
}
