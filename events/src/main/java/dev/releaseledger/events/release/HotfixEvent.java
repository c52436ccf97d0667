package dev.releaseledger.events.release;

/** What may be said about a release in the hotfix lane. */
public sealed interface HotfixEvent extends ReleaseEvent
        permits HotfixTriaged, HotfixBranched, HotfixBudgetOverrun, ObligationMet {}
