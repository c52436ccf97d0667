package dev.releaseledger.servers;

import java.nio.file.Path;

/** A process to kill: starts PostgreSQL over the folder that it is given, says so, and waits for ever. */
final class StartsPostgresAndStays {
    private StartsPostgresAndStays() {}

    public static void main(String[] args) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), 0);
        EmbeddedPostgresIT.execute(
                postgres, "create table kept (what text)", "insert into kept values ('by another process')");
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
