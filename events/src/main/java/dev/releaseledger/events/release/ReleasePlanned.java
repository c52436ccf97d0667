package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release was planned; its stream begins.
 *
 * @param product the product, unique with the version
 * @param version what the release is called, e.g. {@code 2.5.0}
 * @param title what it is about, in a line
 * @param kind the ordinary way or the hotfix lane
 * @param strategy how it is meant to reach production
 * @param window when it is meant to be deployed; null while undecided
 * @param owner the directory id of who answers for it
 * @param milestone the milestone that it belongs to, where the team works with them
 * @param hotfixOf the version that a hotfix mends; null otherwise
 * @param policyVersion the version of the product's policy that the release pins
 */
@EventName("release.release-planned.v1")
public record ReleasePlanned(
        String product,
        String version,
        String title,
        ReleaseKind kind,
        Strategy strategy,
        @Nullable Window window,
        UUID owner,
        @Nullable String milestone,
        @Nullable String hotfixOf,
        int policyVersion)
        implements ReleaseEvent {}
