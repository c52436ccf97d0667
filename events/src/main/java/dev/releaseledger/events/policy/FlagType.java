package dev.releaseledger.events.policy;

/** What a feature flag is for. */
public enum FlagType {
    /** Hides what is not finished, until the feature is complete. */
    RELEASE,
    /** Tests variants, until the experiment ends. */
    EXPERIMENT,
    /** Controls how the system behaves, for ever. */
    OPS,
    /** Gives access by plan or role, for ever. */
    PERMISSION;

    /** Whether it is there until something is done, and then comes out of the code. */
    public boolean isTemporary() {
        return switch (this) {
            case RELEASE -> true;
            case EXPERIMENT -> true;
            case OPS -> false;
            case PERMISSION -> false;
        };
    }
}
