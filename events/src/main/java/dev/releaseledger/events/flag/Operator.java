package dev.releaseledger.events.flag;

/** How an attribute is compared. */
public enum Operator {
    /** It is the value. */
    EQUALS(Operand.SCALAR, 1),
    /** It is one of the values; of a list, one of its elements is. */
    IN(Operand.SCALAR, Operator.MOST_VALUES),
    /** It is a string, a number, true or false, and none of the values; of a list, none of its elements is. */
    NOT_IN(Operand.SCALAR, Operator.MOST_VALUES),
    /** It starts with one of the values. */
    STARTS_WITH(Operand.TEXT, Operator.MOST_VALUES),
    /** It ends with one of the values. */
    ENDS_WITH(Operand.TEXT, Operator.MOST_VALUES),
    /** One of the values is somewhere in it. */
    CONTAINS(Operand.TEXT, Operator.MOST_VALUES),
    /** It is a number below the value. */
    LESS(Operand.NUMBER, 1),
    /** It is a number up to the value. */
    AT_MOST(Operand.NUMBER, 1),
    /** It is a number above the value. */
    GREATER(Operand.NUMBER, 1),
    /** It is a number from the value on. */
    AT_LEAST(Operand.NUMBER, 1),
    /** It is a time before the value. */
    BEFORE(Operand.TIME, 1),
    /** It is a time after the value. */
    AFTER(Operand.TIME, 1),
    /** It is a version of the same precedence. */
    SEMVER_EQUALS(Operand.VERSION, 1),
    /** It is a version below the value. */
    SEMVER_LESS(Operand.VERSION, 1),
    /** It is a version up to the value. */
    SEMVER_AT_MOST(Operand.VERSION, 1),
    /** It is a version above the value. */
    SEMVER_GREATER(Operand.VERSION, 1),
    /** It is a version from the value on. */
    SEMVER_AT_LEAST(Operand.VERSION, 1),
    /** It is there, whatever it is. */
    PRESENT(Operand.NONE, 0);

    /** A longer list is a segment, which belongs where the attributes come from. */
    static final int MOST_VALUES = 1_000;

    private final Operand operand;
    private final int mostValues;

    Operator(Operand operand, int mostValues) {
        this.operand = operand;
        this.mostValues = mostValues;
    }

    /** What it compares with. */
    public enum Operand {
        /** A string, a number, true or false. */
        SCALAR,
        /** A string. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A time as in RFC 3339. */
        TIME,
        /** A version as in Semantic Versioning 2.0.0. */
        VERSION,
        /** Nothing. */
        NONE
    }

    /** What it compares with. */
    public Operand operand() {
        return operand;
    }

    /** With how many values it compares at most. */
    public int mostValues() {
        return mostValues;
    }
}
