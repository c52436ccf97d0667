package dev.releaseledger.command.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of announcements, by their ids: Mustache, without logic. The first line is the title, what follows the empty line
 * after it the text. They see what {@link AnnouncementText} gives them: plain values, no objects.
 */
final class Templates {
    private static final String SUFFIX = ".mustache";
    private static final int LARGEST = 64 * 1024;
    private static final UUID SAMPLE_ID = new UUID(0, 0);
    private static final URI SAMPLE_PAGE = URI.create("https://example.com/releases/1");
    private static final List<String> SHIPPED = List.of(
            "week-before",
            "deploying-now",
            "deployed-and-watching",
            "successful",
            "notes-distributed",
            "customer-mail",
            "changelog-published",
            "documentation-updated",
            "rollback-asked",
            "rolling-back",
            "rolled-back",
            "rollback-failed");

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .withLoader(name -> {
                throw new MustacheException("a text does not include others: " + name);
            });

    private final Map<String, Template> byId = new TreeMap<>();

    private Templates() {}

    /**
     * The shipped texts, and those of this folder, which go before.
     *
     * @param faults takes every fault: of the folder, and of each text in it that cannot be read, filled in, or sent
     */
    static Templates with(@Nullable Path folder, List<String> faults) {
        Templates templates = new Templates();
        SHIPPED.forEach(id -> templates.byId.put(id, COMPILER.compile(shipped(id))));
        if (folder != null) {
            templates.read(folder, faults);
        }
        return templates;
    }

    private void read(Path folder, List<String> faults) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX)) {
                    try {
                        if (Files.size(file) > LARGEST) {
                            faults.add(name + ": is larger than " + LARGEST + " bytes");
                        } else {
                            Template template = COMPILER.compile(Files.readString(file));
                            tryOut(template);
                            byId.put(name.substring(0, name.length() - SUFFIX.length()), template);
                        }
                    } catch (MustacheException | IllegalArgumentException e) {
                        faults.add(name + ": " + e.getMessage());
                    }
                }
            }
        } catch (IOException e) {
            faults.add("release-ledger.announcements.templates: cannot be read");
        }
    }

    /** What is wrong inside a section shows only where the section is filled in, or left out. */
    private static void tryOut(Template template) {
        ReleasePolicy policy = PolicyBook.defaultPolicy();
        var unused = AnnouncementText.of(template, SampleRelease.bare(), policy);
        AnnouncementText full = AnnouncementText.of(template, SampleRelease.full(), policy);
        var ignored = new Message(SAMPLE_ID, full.title(), full.text(), null, SAMPLE_PAGE);
    }

    private static String shipped(String id) {
        try (InputStream in = Templates.class.getResourceAsStream("/templates/announce/" + id + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("there is no text " + id);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of that id; empty where there is none here. */
    Optional<Template> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
