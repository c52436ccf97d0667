package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** {@link LoadGenerator} as a process of its own, where {@code wrk} is not installed. */
final class JavaClient implements ClosedLoop {
    private final Path folder;

    JavaClient(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "a Java client";
    }

    @Override
    public Measured load(ServiceProcess service, String token, Kind kind, Duration duration)
            throws IOException, InterruptedException {
        return LoadGenerator.Order.asFastAsPossible(
                        service.port(), kind.story(), token, kind == Kind.COMMANDS_WITH_KEYS, duration)
                .run(folder)
                .answered();
    }
}
