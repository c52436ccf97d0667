package dev.releaseledger.command.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database, for those who need a connection of their own for as long as they live, outside of any pool.
 *
 * @param url a JDBC URL of PostgreSQL
 * @param user the service's role; null where the URL names it
 * @param password null where the URL has it, or none is needed
 */
public record Database(
        String url, @Nullable String user, @Nullable String password) {
    /** Longer than any statement or lock may take on the server: an answer later than this is no answer. */
    static final Duration NO_ANSWER = Duration.ofSeconds(8);

    private static final Duration NO_CONNECTION = Duration.ofSeconds(4);

    /**
     * Opens a connection that notices when its other end is gone.
     *
     * @param purpose told to the server as the application's name
     */
    public Connection connect(String purpose) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        source.setApplicationName("release-ledger " + purpose);
        source.setConnectTimeout((int) NO_CONNECTION.toSeconds());
        source.setLoginTimeout((int) NO_CONNECTION.toSeconds());
        source.setSocketTimeout((int) NO_ANSWER.toSeconds());
        source.setTcpKeepAlive(true);
        // Every statement here runs again and again.
        source.setPrepareThreshold(1);
        source.setProperty(PGProperty.GSS_ENC_MODE, "disable");
        return source.getConnection();
    }

    @Override
    public String toString() {
        return "Database[" + url + " as " + user + "]";
    }
}
