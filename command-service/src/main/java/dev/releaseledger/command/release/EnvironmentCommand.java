package dev.releaseledger.command.release;

import dev.releaseledger.command.environment.There;
import dev.releaseledger.events.release.Release;
import java.util.Optional;

/** A command that is decided by what runs in an environment too. */
public interface EnvironmentCommand extends ReleaseCommand {

    /** The environment; empty where the release tells of none. Pure. */
    Optional<String> environment(Release release);

    /** The same with what is there. */
    EnvironmentCommand in(There there);
}
