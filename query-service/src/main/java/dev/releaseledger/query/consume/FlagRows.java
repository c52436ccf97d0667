package dev.releaseledger.query.consume;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.generation.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The flags that a batch touched, as rows of the list, and the releases that they have to do with. */
final class FlagRows implements BatchRows {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, String> LINKS = links();

    private final Rows rows = new Rows("flag", List.of("id"), COLUMNS);
    private final Rows links = new Rows("flag_link", List.of("flag_id", "release_id"), LINKS);
    private final List<UUID> flags = new ArrayList<>();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        for (String text : List.of("key", "product", "type", "purpose")) {
            columns.put(text, "text");
        }
        columns.put("owner", "uuid");
        for (String text : List.of("value_type", "status", "rollout", "phase")) {
            columns.put(text, "text");
        }
        columns.put("basis_points", "int4");
        columns.put("ends", "date");
        for (String time : List.of("outlived_at", "open_to_all_since", "lingered_at", "cleaned_up_at", "archived_at")) {
            columns.put(time, "timestamptz");
        }
        columns.put("last_counted", "date");
        for (String time : List.of("defined_at", "updated_at")) {
            columns.put(time, "timestamptz");
        }
        for (String place : List.of("served_position", "sequence", "position")) {
            columns.put(place, "int8");
        }
        return columns;
    }

    private static Map<String, String> links() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("flag_id", "uuid");
        columns.put("release_id", "uuid");
        columns.put("place", "int4");
        return columns;
    }

    /** A flag as it stands; one that is not defined yet has no row. */
    void add(UUID id, FlagStream stream) {
        stream.flag().ifPresent(flag -> {
            rows.add(values(id, stream, flag));
            flags.add(id);
            int place = 0;
            for (UUID release : flag.releases()) {
                links.add(List.of(id, release, place++));
            }
        });
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private static List<@Nullable Object> values(UUID id, FlagStream stream, Flag flag) {
        FlagDefined defined = flag.definition().event();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(ReadEntry.listable(defined.key()));
        values.add(ReadEntry.listable(defined.product()));
        values.add(defined.flagType().name());
        values.add(ReadEntry.listable(defined.purpose()));
        values.add(defined.owner());
        values.add(defined.valueType().name());
        values.add(flag.word());
        values.add(flag.rollout().word());
        values.add(flag.rollout()
                .reached()
                .map(Flag.Reach::phase)
                .map(ReadEntry::listable)
                .orElse(null));
        values.add(flag.rollout().basisPoints());
        Flag.End end = flag.end();
        Flag.Lingering lingering = flag.lingering();
        values.add(end == null ? null : storable(end.day()));
        values.add(end == null ? null : storable(end.outlivedAt()));
        values.add(lingering == null ? null : storable(lingering.since()));
        values.add(lingering == null ? null : storable(lingering.saidAt()));
        values.add(flag.cleanUp() == null ? null : storable(flag.cleanUp().at()));
        values.add(flag.archive() == null ? null : storable(flag.archive().at()));
        values.add(flag.lastCounted() == null ? null : storable(flag.lastCounted()));
        values.add(storable(flag.definition().at()));
        values.add(storable(stream.updatedAt()));
        values.add(stream.servedPosition());
        values.add(stream.sequence());
        values.add(stream.position());
        return values;
    }

    private static @Nullable String storable(@Nullable Instant time) {
        return time == null ? null : ReadEntry.storable(time).toString();
    }

    private static String storable(LocalDate day) {
        LocalDate held = day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
        return held.toString();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        int written = rows.write(connection, generation) + unlink(connection, generation);
        return links.isEmpty() ? written : written + links.write(connection, generation);
    }

    /** Links can be taken back, so that all of a flag's are written anew. */
    private int unlink(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("delete from {g}.flag_link where flag_id = any(?::uuid[])"))) {
            statement.setArray(1, connection.createArrayOf("uuid", flags.toArray()));
            return statement.executeUpdate();
        }
    }
}
