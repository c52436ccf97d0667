package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database of a test's own, with the three roles, empty.
 *
 * @param superuser who may do everything, with {@code superuserPassword}
 */
public record TestDatabase(String name, String host, int port, String superuser, String superuserPassword) {
    /** Owns the database. */
    public static final String OWNER = LedgerDatabase.OWNER;
    /** The command service's role. */
    public static final String COMMAND = LedgerDatabase.COMMAND;
    /** The query service's role. */
    public static final String QUERY = LedgerDatabase.QUERY;
    /** Of all three. */
    public static final String PASSWORD = "secret";

    /** The JDBC URL, without user and password. */
    public String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** The same database by another way, such as through a {@link FaultyProxy} on this machine. */
    public TestDatabase through(int localPort) {
        return new TestDatabase(name, "127.0.0.1", localPort, superuser, superuserPassword);
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url(), OWNER, PASSWORD);
    }

    public Connection connectAsCommand() throws SQLException {
        return DriverManager.getConnection(url(), COMMAND, PASSWORD);
    }

    public Connection connectAsQuery() throws SQLException {
        return DriverManager.getConnection(url(), QUERY, PASSWORD);
    }

    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), superuser, superuserPassword);
    }

    @Override
    public String toString() {
        return url();
    }
}
