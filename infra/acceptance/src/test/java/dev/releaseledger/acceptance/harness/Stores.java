package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.servers.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Everything that a ledger's services keep or have said: every row of every table, every record of every topic, every line of their logs. */
public record Stores(TestDatabase database, String kafka, String prefix, List<ServiceProcess> services) {

    /** Where this text is, whatever its case, as text, as bytes, or in base64. */
    public List<String> holding(String text) {
        List<String> places = new ArrayList<>(tablesHolding(text));
        for (String topic : topics()) {
            if (records(topic).stream().anyMatch(record -> holds(record, text))) {
                places.add("topic " + topic.substring(prefix.length() + 1));
            }
        }
        for (ServiceProcess service : services) {
            if (holds(service.log().getBytes(UTF_8), text)) {
                places.add("log of " + service.name());
            }
        }
        return places;
    }

    private List<String> tablesHolding(String text) {
        List<String> places = new ArrayList<>();
        try (Connection connection = database.connectAsSuperuser()) {
            for (String table : tables(connection)) {
                // A row as text shows bytes in hexadecimal digits.
                try (PreparedStatement select = connection.prepareStatement("select exists (select from " + table
                        + " t where t::text ilike ? or t::text ilike ?" + " or t::text like ?)")) {
                    select.setString(1, "%" + text + "%");
                    select.setString(2, "%" + HexFormat.of().formatHex(text.getBytes(UTF_8)) + "%");
                    select.setString(3, "%" + inBase64(text) + "%");
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        if (row.getBoolean(1)) {
                            places.add("table " + table);
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return places;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select format('%I.%I', schemaname, tablename) from pg_tables"
                                + " where schemaname not in ('pg_catalog', 'information_schema') order by 1");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /** The ledger's topics. */
    public List<String> topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix + "."))
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All records of who reads evidence. */
    public List<ConsumerRecord<byte[], byte[]>> accessRecords() {
        return records(prefix + ".access");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (TopicReader reader = new TopicReader(kafka, topic)) {
            return reader.readToEnd();
        }
    }

    private static boolean holds(ConsumerRecord<byte[], byte[]> record, String text) {
        if (holds(record.key(), text) || holds(record.value(), text)) {
            return true;
        }
        for (Header header : record.headers()) {
            if (holds(header.value(), text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(byte @Nullable [] bytes, String text) {
        if (bytes == null) {
            return false;
        }
        String plain = new String(bytes, ISO_8859_1);
        String wanted = new String(text.getBytes(UTF_8), ISO_8859_1);
        return plain.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
                || plain.contains(inBase64(text));
    }

    /** The part of its base64 that does not depend on what stands before or after it, where it begins at a multiple of three. */
    private static String inBase64(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] whole = Arrays.copyOf(bytes, bytes.length / 3 * 3);
        return Base64.getEncoder().encodeToString(whole);
    }
}
