package dev.releaseledger.query.evidence;

import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamName;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the entries of a bundle: the streams that it is about, what was refused there, and whatever else those decisions were
 * judged by, so that each can be decided again. In short statements, a bounded number of rows each.
 */
@Component
final class Selection {
    private static final int STREAMS_AT_A_TIME = 200;
    private static final int POSITIONS_AT_A_TIME = 10_000;

    /** Positions that one statement looks through for refusals. */
    private static final long SCANNED_AT_A_TIME = 50_000;

    /** What one bundle may hold: a longer period is taken in parts. */
    private static final long MOST_ENTRIES = 10_000_000;

    private static final String COMMAND_REFUSED = "dev.releaseledger.refusal.command-refused.v1";
    private static final String CLAIM_REFUSED = "dev.releaseledger.refusal.claim-refused.v1";

    private final JdbcClient jdbc;
    private final Entries entries;

    Selection(JdbcClient jdbc, Entries entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    /**
     * What was found.
     *
     * @param entries the positions of all entries
     * @param releases where the releases begin that the bundle is about
     */
    record Found(Positions entries, Positions releases) {}

    /** The entries below this size that belong to a bundle. */
    Found find(Generation generation, Scope scope, long size) {
        Finding finding = new Finding(generation, scope.product(), size);
        switch (scope) {
            case Scope.OfRelease of -> {
                finding.release(of.release());
                flagsOf(generation, of, size).forEach(id -> finding.flag(Objects.requireNonNull(id)));
                incidentsOf(generation, of).forEach(id -> finding.incident(Objects.requireNonNull(id)));
            }
            case Scope.OfPeriod of -> ofPeriod(generation, of, size, finding);
        }
        finding.product();
        return new Found(finding.found, finding.releases);
    }

    private List<@Nullable UUID> incidentsOf(Generation generation, Scope.OfRelease of) {
        return jdbc.sql(generation.sql("select distinct i.id from {g}.incident_link l"
                        + " join {g}.incident i on i.id = l.incident_id"
                        + " where l.release_id = ? and i.product = ? order by i.id"))
                .param(of.release())
                .param(of.product())
                .query(UUID.class)
                .list();
    }

    /** What was ever linked to it, or named it otherwise. */
    private List<@Nullable UUID> flagsOf(Generation generation, Scope.OfRelease of, long size) {
        return jdbc.sql(generation.sql("select distinct f.id from {g}.story s join {g}.flag f on f.id = s.flag_id"
                        + " where s.release_id = ? and s.position < ? and f.product = ? order by f.id"))
                .param(of.release())
                .param(size)
                .param(of.product())
                .query(UUID.class)
                .list();
    }

    private void ofPeriod(Generation generation, Scope.OfPeriod of, long size, Finding finding) {
        Said said = said(generation, of, size);
        each(
                generation,
                "release",
                "planned_at",
                of.product(),
                ids -> said.in(ids, ReleaseStream::name).forEach(finding::release));
        each(
                generation,
                "incident",
                "detected_at",
                of.product(),
                ids -> said.in(ids, IncidentStream::name).forEach(finding::incident));
        each(
                generation,
                "flag",
                "defined_at",
                of.product(),
                ids -> said.in(ids, FlagStream::name).forEach(finding::flag));
        refusals(generation, said, finding);
    }

    private Said said(Generation generation, Scope.OfPeriod of, long size) {
        long first = of.from() == null
                ? 0
                : entries.lastBy(generation, size, of.from().minusNanos(1)) + 1;
        long last = of.to() == null
                ? size - 1
                : entries.lastBy(generation, size, of.to().minusNanos(1));
        return new Said(generation, of, first, last, size);
    }

    /**
     * What was said in a period.
     *
     * @param first the first entry that was recorded in it
     * @param last the last entry that was recorded in it
     */
    private final class Said {
        private final Generation generation;
        private final Scope.OfPeriod of;
        private final long first;
        private final long last;
        private final long size;

        Said(Generation generation, Scope.OfPeriod of, long first, long last, long size) {
            this.generation = generation;
            this.of = of;
            this.first = first;
            this.last = last;
            this.size = size;
        }

        /** Those of these in whose streams, or the streams of their refusals, something was said in the period. */
        List<UUID> in(List<UUID> ids, Function<UUID, String> stream) {
            String said = of.claimed()
                    ? "e.position < :size and coalesce(e.occurred_at, e.time) >= :from"
                            + " and coalesce(e.occurred_at, e.time) < :to"
                    : "e.position >= :first and e.position <= :last";
            JdbcClient.StatementSpec statement = jdbc.sql(generation.sql("select s.n from"
                            + " unnest(cast(:streams as text[])) with ordinality s(name, n) where exists (select"
                            + " from {g}.entry e where e.stream in (s.name, 'refusal/' || s.name) and " + said
                            + ") order by s.n"))
                    .param("streams", ids.stream().map(stream).toArray(String[]::new));
            List<@Nullable Integer> found = (of.claimed()
                            ? statement
                                    .param("size", size)
                                    .param("from", time(of.from(), ReadEntry.EARLIEST))
                                    .param("to", time(of.to(), ReadEntry.NO_LONGER.minusSeconds(1)))
                            : statement.param("first", first).param("last", last))
                    .query(Integer.class)
                    .list();
            return found.stream()
                    .map(n -> ids.get(Objects.requireNonNull(n) - 1))
                    .toList();
        }
    }

    private static Object time(@Nullable Instant time, Instant otherwise) {
        return (time == null ? otherwise : time).atOffset(ZoneOffset.UTC);
    }

    private interface Batch {
        void take(List<UUID> ids);
    }

    private record Row(UUID id, OffsetDateTime at) {}

    private void each(Generation generation, String table, String time, String product, Batch batch) {
        Row last = null;
        List<Row> rows;
        do {
            JdbcClient.StatementSpec statement = jdbc.sql(
                            generation.sql("select id, " + time + " as at from {g}." + table
                                    + " where product = :product"
                                    + (last == null ? "" : " and (" + time + ", id) < (:at, :id)") + " order by " + time
                                    + " desc, id desc limit " + STREAMS_AT_A_TIME))
                    .param("product", product);
            rows = (last == null ? statement : statement.param("at", last.at()).param("id", last.id()))
                    .query((row, n) ->
                            new Row(row.getObject("id", UUID.class), row.getObject("at", OffsetDateTime.class)))
                    .list();
            if (!rows.isEmpty()) {
                batch.take(rows.stream().map(Row::id).toList());
                last = rows.getLast();
            }
        } while (rows.size() == STREAMS_AT_A_TIME);
    }

    /**
     * What was refused in the period of what has no row of its own: a release that was never planned, an incident that was never
     * opened, a flag that was never defined. What it would have been of is in what was asked. A refusal is of when it was recorded, whatever the clock.
     */
    private void refusals(Generation generation, Said said, Finding finding) {
        for (long from = said.first; from <= said.last; from += SCANNED_AT_A_TIME) {
            // Others may be found by one of them: once its connection is given back.
            List<Refused> refused = jdbc.sql(
                            generation.sql("select position, stream, bytes from {g}.entry where position >= :from"
                                    + " and position < :below and position <= :last and type in (:command, :claim)"
                                    + " order by position"))
                    .param("from", from)
                    .param("below", from + SCANNED_AT_A_TIME)
                    .param("last", said.last)
                    .param("command", COMMAND_REFUSED)
                    .param("claim", CLAIM_REFUSED)
                    .query((row, n) -> new Refused(
                            row.getLong("position"),
                            row.getString("stream"),
                            wouldBeOf(row.getBytes("bytes"), said.of.product())))
                    .list();
            for (Refused each : refused) {
                if (each.isOfTheProduct() && !finding.found.contains(each.position())) {
                    finding.refused(each.stream());
                }
            }
        }
    }

    private record Refused(long position, String stream, boolean isOfTheProduct) {}

    private static boolean wouldBeOf(byte[] bytes, String product) {
        List<CommandRefused.Asked> asked = refusal(bytes).map(Selection::asked).orElse(List.of());
        return asked.stream()
                .anyMatch(event -> product.equals(event.data().path("product").asString("")));
    }

    private static List<CommandRefused.Asked> asked(RefusalEvent refusal) {
        return switch (refusal) {
            case CommandRefused refused -> refused.asked();
            case ClaimRefused refused -> refused.asked();
            case RefusalsCounted counted -> List.of();
        };
    }

    private static Optional<RefusalEvent> refusal(byte[] bytes) {
        return ReadEntry.of(bytes) instanceof ReadEntry.Understood understood
                        && understood.event() instanceof RefusalEvent refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    /** A bundle's positions, as they are found. */
    private final class Finding {
        private final Generation generation;
        private final String product;
        private final long size;
        private final Positions found = new Positions();
        private final Positions releases = new Positions();

        Finding(Generation generation, String product, long size) {
            this.generation = generation;
            this.product = product;
            this.size = size;
        }

        void release(UUID id) {
            long first = add(ReleaseStream.name(id));
            if (first >= 0) {
                releases.add(first);
            }
            refused(RefusalEvent.stream(ReleaseStream.name(id)));
        }

        void incident(UUID id) {
            addWithRefusals(IncidentEvent.stream(id));
        }

        void flag(UUID id) {
            addWithRefusals(FlagStream.name(id));
        }

        /** What every decision about the product is judged by. */
        void product() {
            addWithRefusals(PolicyEvent.stream(product));
            addWithRefusals(FreezeEvent.stream(product));
            addWithRefusals(FindingEvent.stream(product));
            jdbc.sql(generation.sql("select name from {g}.environment where product = ? order by name"))
                    .param(product)
                    .query(String.class)
                    .list()
                    .forEach(name -> add(EnvironmentEvent.stream(product, name)));
        }

        private void addWithRefusals(String stream) {
            add(stream);
            refused(RefusalEvent.stream(stream));
        }

        /** A stream of refusals, and of those by a claim the streams that held it, as far as they are the product's. */
        void refused(String stream) {
            if (add(stream) < 0) {
                return;
            }
            List<String> holders = new ArrayList<>();
            entries.backwards(generation, stream, CLAIM_REFUSED, size - 1, row -> {
                if (refusal(row.bytes()).orElse(null) instanceof ClaimRefused claim
                        && !holders.contains(claim.holder())) {
                    holders.add(claim.holder());
                }
                return true;
            });
            holders.stream().filter(this::isOfTheProduct).forEach(this::add);
        }

        private boolean isOfTheProduct(String stream) {
            return switch (StreamName.of(stream)) {
                case StreamName.OfRelease(UUID id) -> isIn("release", id);
                case StreamName.OfIncident(UUID id) -> isIn("incident", id);
                case StreamName.OfFlag(UUID id) -> isIn("flag", id);
                case StreamName.OfOther other -> false;
            };
        }

        private boolean isIn(String table, UUID id) {
            return jdbc.sql(generation.sql(
                            "select exists (select from {g}." + table + " where id = ? and product = ?)"))
                    .param(id)
                    .param(product)
                    .query(Boolean.class)
                    .single();
        }

        /**
         * Adds a stream whole.
         *
         * @return where it begins; -1 where it has no entry
         */
        private long add(String stream) {
            long first = -1;
            long last = -1;
            List<@Nullable Long> positions;
            do {
                positions = jdbc.sql(generation.sql("select position from {g}.entry where stream = ?"
                                + " and position > ? and position < ? order by position limit " + POSITIONS_AT_A_TIME))
                        .param(stream)
                        .param(last)
                        .param(size)
                        .query(Long.class)
                        .list();
                for (Long each : positions) {
                    long position = Objects.requireNonNull(each);
                    found.add(position);
                    last = position;
                    first = first < 0 ? position : first;
                }
                if (found.count() > MOST_ENTRIES) {
                    throw new ProblemException(Problem.MALFORMED
                            .detail("a bundle holds at most " + MOST_ENTRIES + " entries")
                            .faults(List.of(new Problem.Fault(
                                    "from", "more than " + MOST_ENTRIES + " entries", "a shorter period"))));
                }
            } while (positions.size() == POSITIONS_AT_A_TIME);
            return first;
        }
    }
}
