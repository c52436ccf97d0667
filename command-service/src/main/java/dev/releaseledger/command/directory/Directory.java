package dev.releaseledger.command.directory;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People and machines by random ids. The ledger holds ids only; names are here, and can be erased while every proof stays
 * valid. A subject that comes back after its erasure gets its old id while a release that names it is open, so that nobody
 * approves what they wrote under another id; after that it is somebody new.
 */
public final class Directory {
    private static final int MOST_REMEMBERED = 50_000;
    /** How long another instance may still use the id of somebody who was erased. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final String GONE_LONG_AGO = """
            erased < clock_timestamp() - interval '1 hour'
            and not exists (select from ledger.subject s where s.person = erased_subject.person)
            """;

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
        UUID id = known(subject).orElseGet(() -> add(subject));
        remembered.put(subject, id);
        return id;
    }

    /**
     * The id of somebody who read something at a time that is over. Whoever was erased since is not known again by it: what
     * tells of them was only on its way.
     */
    public UUID idOfReader(String subject, Instant at) {
        UUID remembers = remembered.getIfPresent(subject);
        if (remembers != null) {
            return remembers;
        }
        Optional<UUID> found = find(subject);
        found.ifPresent(id -> remembered.put(subject, id));
        return found.or(() -> erasedSince(subject, at)).orElseGet(() -> idOf(subject));
    }

    /** The clocks of whoever told it and of the database may differ a little. */
    private Optional<UUID> erasedSince(String subject, Instant at) {
        return database.sql("select person from ledger.erased_subject where digest = ledger.subject_digest(:subject)"
                        + " and erased > :at")
                .param("subject", subject)
                .param("at", Timestamp.from(at.minus(CLOCKS_DIFFER)))
                .query(UUID.class)
                .optional();
    }

    /** The subjects of these ids, each's that was known first first; an id that is unknown or erased is not among them. */
    Map<UUID, List<String>> subjectsOf(Collection<UUID> ids) {
        Map<UUID, List<String>> subjects = new LinkedHashMap<>();
        database.sql("select person, name from ledger.subject where person = any(:ids) order by person, added, name")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    subjects.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(requireNonNull(row.getString(2)));
                });
        return subjects;
    }

    /** The subjects of an id, the one that was known first first; empty for one that is unknown or erased. */
    public List<String> subjectsOf(UUID id) {
        return database.sql("select name from ledger.subject where person = :id order by added, name")
                .param("id", id)
                .query((row, number) -> requireNonNull(row.getString(1)))
                .list();
    }

    /** Whether two subjects are one person, and by which ids they are known. */
    sealed interface Joined {
        /** They are one person from now on, if they were not before. */
        record One(UUID id) implements Joined {}

        /** They are known by an id each, which entries name for ever. */
        record Two(UUID subject, UUID alias) implements Joined {}
    }

    /** Makes two subjects one person, where no more than one of them has an id. */
    Joined join(String subject, String alias) {
        Optional<UUID> mine = known(subject);
        // Asked whatever the first answer is: an alias that was erased gets its old id back here, and no second one.
        Optional<UUID> theirs = known(alias);
        UUID id = mine.or(() -> theirs).orElseGet(() -> add(subject));
        UUID one = named(subject, id);
        UUID other = named(alias, id);
        return one.equals(other) ? new Joined.One(one) : new Joined.Two(one, other);
    }

    /** The id of a subject, which is this one unless it has another. */
    private UUID named(String subject, UUID id) {
        database.sql("insert into ledger.subject (name, person) values (:subject, :id) on conflict do nothing")
                .param("subject", subject)
                .param("id", id)
                .update();
        return find(subject).orElseThrow(Directory::erasedMeanwhile);
    }

    private static IllegalStateException erasedMeanwhile() {
        return new IllegalStateException("somebody was erased while being added");
    }

    /** Forgets who an id is, but for a digest that a subject that comes back has too. Says whether there was something to forget. */
    public boolean erase(UUID id) {
        boolean erased = database.sql("""
                        with gone as (delete from ledger.subject where person = :id returning name),
                        kept as (
                            insert into ledger.erased_subject (digest, person)
                            select ledger.subject_digest(name), :id from gone on conflict do nothing)
                        update ledger.person set erased = clock_timestamp() where id = :id and exists (select from gone)
                        """).param("id", id).update() > 0;
        remembered.asMap().values().removeIf(id::equals);
        return erased;
    }

    /**
     * The ids of those whose subjects were erased longer ago than any instance still uses them, and would be known again.
     * Not of those who are back under one of their subjects: they would be somebody else under the others.
     */
    Set<UUID> erasedLongAgo() {
        return database.sql("select person from ledger.erased_subject where " + GONE_LONG_AGO)
                .query((row, number) -> requireNonNull(row.getObject(1, UUID.class)))
                .set();
    }

    /** Lets go of how these people would be known again, but for those who are back meanwhile. */
    void letGo(Set<UUID> people) {
        for (UUID person : people) {
            database.sql("delete from ledger.erased_subject where person = :person and " + GONE_LONG_AGO)
                    .param("person", person)
                    .update();
        }
    }

    /** The id of a subject that is known, or known again. */
    private Optional<UUID> known(String subject) {
        return find(subject).or(() -> takeBack(subject) ? find(subject) : Optional.empty());
    }

    private Optional<UUID> find(String subject) {
        return database.sql("select person from ledger.subject where name = :subject")
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    private boolean takeBack(String subject) {
        return database.sql("""
                        with back as (
                            delete from ledger.erased_subject where digest = ledger.subject_digest(:subject)
                            returning person),
                        known as (update ledger.person set erased = null where id in (select person from back))
                        insert into ledger.subject (name, person) select :subject, person from back
                        on conflict do nothing
                        """).param("subject", subject).update() > 0;
    }

    private UUID add(String subject) {
        // Two requests may add the same subject at once: whoever comes first wins, for both.
        database.sql("""
                        with named as (
                            insert into ledger.subject (name, person) values (:subject, :id)
                            on conflict do nothing returning person)
                        insert into ledger.person (id) select person from named
                        """)
                .param("subject", subject)
                .param("id", UUID.randomUUID())
                .update();
        return find(subject).orElseThrow(Directory::erasedMeanwhile);
    }
}
