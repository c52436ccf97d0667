package dev.releaseledger.servers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The database that both services share, and the three roles that own and use it. */
public final class LedgerDatabase {
    /** Owns the database and the command side's schema; migrations run as it. */
    public static final String OWNER = "release_ledger_owner";
    /** The command service's role. */
    public static final String COMMAND = "release_ledger_command";
    /** The query service's role; owns the query side's schemas and may therefore create in the database. */
    public static final String QUERY = "release_ledger_query";

    private LedgerDatabase() {}

    /** The roles' passwords. */
    public record Passwords(String owner, String command, String query) {}

    /** Creates the roles where they are missing, and gives all three these passwords. */
    public static void prepareRoles(Connection superuser, Passwords passwords) throws SQLException {
        prepareRole(superuser, OWNER, passwords.owner());
        prepareRole(superuser, COMMAND, passwords.command());
        prepareRole(superuser, QUERY, passwords.query());
    }

    /** Creates the database where it is missing; the roles must exist. */
    public static void prepareDatabase(Connection superuser, String name) throws SQLException {
        String database = superuser.unwrap(PGConnection.class).escapeIdentifier(name);
        if (!exists(superuser, "select 1 from pg_database where datname = ?", name)) {
            execute(superuser, "create database " + database + " owner " + OWNER);
        }
        execute(superuser, "revoke all on database " + database + " from public");
        execute(superuser, "grant connect on database " + database + " to " + COMMAND + ", " + QUERY);
        execute(superuser, "grant create on database " + database + " to " + QUERY);
    }

    private static void prepareRole(Connection superuser, String role, String password) throws SQLException {
        if (!exists(superuser, "select 1 from pg_roles where rolname = ?", role)) {
            execute(superuser, "create role " + role + " login");
        }
        String literal = superuser.unwrap(PGConnection.class).escapeLiteral(password);
        execute(superuser, "alter role " + role + " password '" + literal + "'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
