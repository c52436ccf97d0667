package dev.releaseledger.query.generation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which generation answers queries. */
@Component
public final class Generations {
    /** Far shorter than a replaced generation is kept. */
    private static final long REMEMBERED = Duration.ofMillis(500).toNanos();

    private final JdbcClient jdbc;
    private volatile @Nullable Remembered remembered;

    private record Remembered(Generation generation, long at) {}

    Generations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The generation that answers queries.
     *
     * @throws NotReady when there is none yet
     */
    public Generation active() {
        Remembered last = remembered;
        if (last != null && System.nanoTime() - last.at() < REMEMBERED) {
            return last.generation();
        }
        Generation active = read();
        remembered = new Remembered(active, System.nanoTime());
        return active;
    }

    /** Another generation answers from now on. */
    public void changed() {
        remembered = null;
    }

    private Generation read() {
        try {
            return jdbc.sql("select number from query.generation where role = 'ACTIVE'")
                    .query((row, n) -> new Generation(row.getInt("number")))
                    .optional()
                    .orElseThrow(() -> new NotReady("no generation is active yet"));
        } catch (BadSqlGrammarException e) {
            throw new NotReady("the tables are not there yet");
        }
    }

    /**
     * How far the active generation is.
     *
     * @throws NotReady when there is none yet
     */
    public Head head() {
        return head(active());
    }

    /**
     * How far a generation is that was active a moment ago.
     *
     * @throws NotReady when it is not there any more
     */
    public Head head(Generation generation) {
        try {
            return jdbc.sql(generation.sql("select next_position, stopped from {g}.progress"))
                    .query((row, n) -> new Head(generation, row.getLong("next_position"), row.getString("stopped")))
                    .single();
        } catch (BadSqlGrammarException e) {
            changed();
            throw new NotReady("the tables are not there yet");
        }
    }
}
