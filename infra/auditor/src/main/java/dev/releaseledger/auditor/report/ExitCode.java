package dev.releaseledger.auditor.report;

/** How a command of the auditor ends. */
public enum ExitCode {
    /** Everything holds. */
    HOLDS(0),
    /** Something does not. */
    DOES_NOT_HOLD(1),
    /** The command was called wrongly. */
    CALLED_WRONGLY(2),
    /** What is to be judged cannot be read. */
    UNREADABLE(3),
    /** The auditor itself failed, which says nothing of what was to be judged. */
    FAILED(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }
}
