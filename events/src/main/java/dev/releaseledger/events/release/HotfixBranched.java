package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * The fix has a branch, cut from what runs in production.
 *
 * @param branch the branch's name
 * @param base the version that it was cut from, or that version's tag
 * @param commit the commit that it was cut from
 */
@EventName("release.hotfix-branched.v1")
public record HotfixBranched(String branch, String base, String commit) implements HotfixEvent {}
