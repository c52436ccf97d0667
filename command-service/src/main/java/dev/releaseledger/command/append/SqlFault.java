package dev.releaseledger.command.append;

import java.sql.SQLException;
import java.util.Set;

/** Whose fault an SQL error is: it decides whether the same statements are worth another try. */
enum SqlFault {
    /** The database or the way to it: the same statements may succeed later. */
    DATABASE,
    /** What was sent: it will fail again, and so will all that shares a transaction with it. */
    STATEMENT;

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A) that speak of the database: connection, invalid transaction state, out
     * of turn, rollback, resources, not in the right state, intervention, system.
     */
    private static final Set<String> OF_THE_DATABASE = Set.of("08", "25", "40", "53", "55", "57", "58");

    static SqlFault of(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() == 5 && OF_THE_DATABASE.contains(state.substring(0, 2))
                ? DATABASE
                : STATEMENT;
    }
}
