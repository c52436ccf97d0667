package dev.releaseledger.query.generation;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which rows of a table a list asks for, in SQL with named parameters. What is not asked for is no condition. */
public final class Conditions {
    private final String row;
    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param row what the statement calls a row of the table */
    public Conditions(String row) {
        this.row = row;
    }

    /** A condition without parameters of its own. */
    public void add(String condition) {
        conditions.add(condition);
    }

    /** A condition with a parameter. */
    public void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    /** A parameter that is no condition's own. */
    public void value(String name, Object value) {
        values.put(name, value);
    }

    /** The column is as it is asked for; enums are columns by their names. */
    public void equal(String column, Optional<?> asked) {
        asked.ifPresent(value -> add(
                row + "." + column + " = :" + column,
                column,
                value instanceof Enum<?> constant ? constant.name() : value));
    }

    /** The column's time is this one or a later one. */
    public void from(String column, Optional<Instant> from) {
        from.ifPresent(time -> add(row + "." + column + " >= :from", "from", micros(time)));
    }

    /** The column's time is before this one. */
    public void to(String column, Optional<Instant> to) {
        to.ifPresent(time -> add(row + "." + column + " < :to", "to", micros(time)));
    }

    /** The product is one of those that may be read; empty when all may. */
    public void readable(Optional<Set<String>> products) {
        products.ifPresent(named -> add(row + ".product = any(:readable)", "readable", named.toArray(String[]::new)));
    }

    /** Behind a row, in the order from the newest to the oldest and from the highest id to the lowest. */
    public void behind(String column, Instant time, UUID id) {
        add("(" + row + "." + column + ", " + row + ".id) < (:placeTime, :placeId)");
        place(time, id);
    }

    /** The parameters {@code placeTime} and {@code placeId} of a row that another condition compares with. */
    public void place(Instant time, UUID id) {
        value("placeTime", Timestamp.from(time));
        value("placeId", id);
    }

    private static Timestamp micros(Instant time) {
        return Timestamp.from(time.truncatedTo(ChronoUnit.MICROS));
    }

    /** All of them, for a where clause. */
    public String sql() {
        return String.join(" and ", conditions);
    }

    /** The parameters. */
    public Map<String, Object> values() {
        return values;
    }
}
