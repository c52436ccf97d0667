package dev.releaseledger.query.evidence;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.query.generation.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tree, from the leaves alone. */
@Component
final class Proofs {
    private final JdbcClient jdbc;

    Proofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    HashSource at(Generation generation, long size) {
        return (level, index) -> {
            List<Hash> leaves = new ArrayList<>();
            jdbc.sql(generation.sql(
                            "select leaf from {g}.entry where position >= ? and position < ? order by position"))
                    .param(index << level)
                    .param(index + 1 << level)
                    .query(row -> {
                        leaves.add(new Hash(row.getBytes("leaf")));
                    });
            return Frontier.EMPTY.appendAll(leaves).root();
        };
    }

    Optional<String> newest(Generation generation) {
        return jdbc.sql(generation.sql("select note from {g}.checkpoint order by size desc limit 1"))
                .query(String.class)
                .optional();
    }
}
