package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Roots of tiles that are filled, as rows. Those that are there already are the same. */
final class TreeRows implements BatchRows {
    private final List<TreeHash> tree;

    TreeRows(List<TreeHash> tree) {
        this.tree = tree;
    }

    @Override
    public boolean isEmpty() {
        return tree.isEmpty();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(generation.sql("insert into {g}.tree_hash (level, index, hash)"
                        + " select * from unnest(?::int2[], ?::int8[], ?::bytea[]) on conflict do nothing"))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int2", tree.stream().map(TreeHash::level).toArray(Integer[]::new)));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", tree.stream().map(TreeHash::index).toArray(Long[]::new)));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            tree.stream().map(each -> each.hash().bytes()).toArray(byte[][]::new)));
            return statement.executeUpdate();
        }
    }
}
