package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import java.sql.Connection;
import java.sql.SQLException;

/** What a batch writes into tables that belong together. */
interface BatchRows {
    /** Whether it writes nothing there. */
    boolean isEmpty();

    /**
     * Writes it, where there is anything.
     *
     * @return how many rows were written
     */
    int write(Connection connection, Generation generation) throws SQLException;
}
