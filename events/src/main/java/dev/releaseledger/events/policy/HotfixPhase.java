package dev.releaseledger.events.policy;

/** The phases of a hotfix that run against the clock, in their order; what is cleaned up after them has no budget. */
public enum HotfixPhase {
    TRIAGE,
    DEVELOPMENT,
    TESTING,
    DEPLOYMENT
}
