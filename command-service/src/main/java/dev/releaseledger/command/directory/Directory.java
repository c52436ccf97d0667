package dev.releaseledger.command.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People and machines by random ids. The ledger holds ids only; names are here, and can be erased while every proof stays
 * valid. A subject that comes back after its erasure is somebody new.
 */
public final class Directory {
    private static final int MOST_REMEMBERED = 50_000;
    /** How long another instance may still use the id of somebody who was erased. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final Cache<String, UUID> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    public Directory(JdbcClient database) {
        this.database = database;
    }

    /** The id of a subject; a subject that is not known yet gets one. */
    public UUID idOf(String subject) {
        UUID known = remembered.getIfPresent(subject);
        if (known != null) {
            return known;
        }
        UUID id = find(subject).orElseGet(() -> add(subject));
        remembered.put(subject, id);
        return id;
    }

    /** The subject of an id; empty for one that is unknown or erased. */
    public Optional<String> subjectOf(UUID id) {
        return database.sql("select subject from ledger.person where id = :id and subject is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Forgets who an id is. Says whether there was something to forget. */
    public boolean erase(UUID id) {
        Optional<String> subject = subjectOf(id);
        boolean erased = database.sql("update ledger.person set subject = null, erased = clock_timestamp()"
                                + " where id = :id and subject is not null")
                        .param("id", id)
                        .update()
                > 0;
        subject.ifPresent(remembered::invalidate);
        return erased;
    }

    private Optional<UUID> find(String subject) {
        return database.sql("select id from ledger.person where subject = :subject")
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    private UUID add(String subject) {
        // Two requests may add the same subject at once: whoever comes first wins, for both.
        database.sql("insert into ledger.person (id, subject) values (:id, :subject) on conflict (subject) do nothing")
                .param("id", UUID.randomUUID())
                .param("subject", subject)
                .update();
        return find(subject).orElseThrow(() -> new IllegalStateException("somebody was erased while being added"));
    }
}
