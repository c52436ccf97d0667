package dev.releaseledger.command.migrate;

import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.CommandService;
import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MigrationIT {
    private final TestDatabase database = TestServers.shared().newDatabase();

    @Test
    void onceTheSchemaIsMigratedTheServiceNeedsNoOwnersCredentials() {
        migrate();
        assertThat(count(database, "select count(*) from ledger.head")).isEqualTo(1);

        try (RunningCommandService service = withoutOwnersCredentials()) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> service.post("rita", List.of("release-manager"), "/v1/releases", """
                                            {"product":"least-rights","version":"1.0","title":"t","kind":"STANDARD",\
                                            "strategy":"ROLLING"}""")
                                    .status()
                            == 201);
        }
    }

    @Test
    void givenNoSchema_theServiceDoesNotStart_andSaysWhatToDo(CapturedOutput said) {
        assertThatThrownBy(this::withoutOwnersCredentials)
                .rootCause()
                .isInstanceOf(SchemaBehind.class)
                .hasMessageContaining("1 ledger");

        assertThat(said).contains("RELEASE_LEDGER_MIGRATE=only", "RELEASE_LEDGER_POSTGRES_OWNER_PASSWORD");
        assertThat(count(database, "select count(*) from pg_namespace where nspname = 'ledger'"))
                .isZero();
    }

    @Test
    void givenASchemaThatIsBehind_theServiceNamesTheMigrationsThatAreMissing() {
        migrate();
        asSuperuser(
                database,
                "delete from public.ledger_schema_history"
                        + " where installed_rank = (select max(installed_rank) from public.ledger_schema_history)");

        assertThatThrownBy(this::withoutOwnersCredentials)
                .rootCause()
                .isInstanceOf(SchemaBehind.class)
                .hasMessageContaining("missing: 15 flags");
    }

    @Test
    void givenASchemaFromBeforeItsHistoryCouldBeRead_theServiceSaysWhatToDo(CapturedOutput said) {
        migrate();
        asSuperuser(
                database,
                "delete from public.ledger_schema_history where version::integer >= 4;"
                        + " revoke all on public.ledger_schema_history from " + TestDatabase.COMMAND);

        assertThatThrownBy(this::withoutOwnersCredentials)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));

        assertThat(said).contains("missing: 4 history to be read", "RELEASE_LEDGER_MIGRATE=only");
    }

    private void migrate() {
        CommandService.main(new String[] {
            "--release-ledger.migrate=only",
            "--release-ledger.origin=" + RunningCommandService.ORIGIN,
            "--spring.datasource.url=" + database.url(),
            "--spring.flyway.password=" + TestDatabase.PASSWORD
        });
    }

    private RunningCommandService withoutOwnersCredentials() {
        return RunningCommandService.startOn(
                database, "--release-ledger.migrate=never", "--spring.flyway.user=nobody", "--spring.flyway.password=");
    }
}
