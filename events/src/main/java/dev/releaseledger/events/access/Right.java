package dev.releaseledger.events.access;

/** Something that a role may be allowed to do. Ticking items and recording evidence is narrowed further by the policy. */
public enum Right {
    PLAN,
    RESCHEDULE,
    CHANGE_CONTENT,
    WRITE_NOTES,
    RECORD_EVIDENCE,
    TICK,
    PROPOSE_WAIVER,
    GRANT_WAIVER,
    APPROVE_DEVELOPMENT,
    APPROVE_QA,
    APPROVE_STAGING,
    APPROVE_PRODUCTION,
    APPROVE_POST_RELEASE,
    DEPLOY,
    ADVANCE,
    VERIFY,
    TRIGGER_ROLLBACK,
    CONFIRM_ROLLBACK,
    OVERRIDE,
    COMPLETE,
    CANCEL,
    PUBLISH_POLICY,
    FREEZE,
    BACKFILL,
    READ,
    READ_REFUSALS,
    READ_ENTRIES,
    KEEP_DIRECTORY,
    REBUILD
}
