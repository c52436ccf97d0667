package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path data;

    @Test
    void aSecretIsTheSameAfterARestartAndNobodyElseReadsIt() throws IOException {
        String password = Secrets.in(data).password("database");

        assertThat(Secrets.in(data).password("database")).isEqualTo(password).hasSizeGreaterThan(40);
        assertThat(Secrets.in(data).password("another")).isNotEqualTo(password);
        assertThat(permissions("secrets/database")).isEqualTo("rw-------");
        assertThat(permissions("secrets")).isEqualTo("rwx------");
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(path)));
    }
}
