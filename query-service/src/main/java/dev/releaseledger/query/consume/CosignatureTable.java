package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.WitnessKey;
import dev.releaseledger.query.witness.KeptCosignatures;
import java.sql.Timestamp;
import org.springframework.jdbc.core.JdbcTemplate;

/** The cosignatures beside all generations. */
final class CosignatureTable implements KeptCosignatures {
    private final JdbcTemplate jdbc;

    CosignatureTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long newestSize(WitnessKey witness) {
        Long size = jdbc.queryForObject(
                "select coalesce(max(size), 0) from query.cosignature where witness = ?", Long.class, witness.format());
        return size == null ? 0 : size;
    }

    @Override
    public void keep(Cosignature cosignature, long size, Hash root) {
        jdbc.update(
                "insert into query.cosignature (witness, size, root, time, signature) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                cosignature.witness().format(),
                size,
                root.bytes(),
                Timestamp.from(cosignature.time()),
                cosignature.format());
    }
}
