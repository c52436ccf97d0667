package dev.releaseledger.command.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Forgets erased people wholly once every release that names them has ended, once a day. It reads the ledger through to
 * find those releases, and only while somebody is to be forgotten.
 *
 * <p>By the clock, since what is done by the clock has a thread of its own: what is done again after a delay shares one,
 * and would wait for the whole ledger to be read.
 */
final class ErasedPeople {
    private static final Logger LOG = LoggerFactory.getLogger(ErasedPeople.class);
    private static final int PAGE = 500;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Directory directory;
    private final EntryReader reader;
    private final ReadersRecorded readers;

    ErasedPeople(Directory directory, EntryReader reader, ReadersRecorded readers) {
        this.directory = directory;
        this.reader = reader;
        this.readers = readers;
    }

    @Scheduled(cron = "0 17 3 * * *", zone = "UTC")
    void forget() {
        try {
            Set<UUID> erased = new HashSet<>(directory.erasedLongAgo());
            // Whoever read something, and was erased before that was recorded, would be somebody new by it.
            if (!erased.isEmpty() && readers.allOfThem()) {
                erased.removeAll(namedByOpenReleases(erased));
                directory.letGo(erased);
            }
        } catch (LedgerUnavailable | DataAccessException e) {
            LOG.info("who was erased is known again for another day: the database does not answer", e);
        }
    }

    private Set<UUID> namedByOpenReleases(Set<UUID> people) {
        Map<String, Set<UUID>> named = new HashMap<>();
        List<StoredEntry> page = reader.from(0, PAGE);
        while (!page.isEmpty()) {
            for (StoredEntry entry : page) {
                if (entry.stream().startsWith("release/")) {
                    Set<UUID> here = idsIn(entry.bytes());
                    here.retainAll(people);
                    if (!here.isEmpty()) {
                        named.computeIfAbsent(entry.stream(), stream -> new HashSet<>())
                                .addAll(here);
                    }
                }
            }
            page = reader.from(page.getLast().position() + 1, PAGE);
        }
        Set<UUID> open = new HashSet<>();
        named.forEach((stream, ids) -> {
            if (!hasEnded(stream)) {
                open.addAll(ids);
            }
        });
        return open;
    }

    private static Set<UUID> idsIn(byte[] bytes) {
        Set<UUID> ids = new HashSet<>();
        Matcher matcher = ID.matcher(new String(bytes, ISO_8859_1));
        while (matcher.find()) {
            ids.add(UUID.fromString(matcher.group()));
        }
        return ids;
    }

    private boolean hasEnded(String stream) {
        return reader.stream(stream, 0, Integer.MAX_VALUE).stream().anyMatch(ErasedPeople::ends);
    }

    /** What is not understood ends nothing: people are rather known again for too long than too short. */
    private static boolean ends(StoredEntry entry) {
        try {
            Event event = Events.read(EntryJson.read(entry.bytes()));
            return event instanceof ReleaseCompleted || event instanceof ReleaseCancelled;
        } catch (NotUnderstood e) {
            return false;
        }
    }
}
