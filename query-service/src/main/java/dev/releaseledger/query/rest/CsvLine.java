package dev.releaseledger.query.rest;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
 * Injection"): texts are whatever somebody wrote, and a table is opened where formulas run.
 */
public final class CsvLine {
    private static final String END = "\r\n";

    private static final String FORMULAS_BEGIN_WITH = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvLine() {}

    /** The line with its end; what is null is an empty field. */
    public static String of(Collection<? extends @Nullable Object> values) {
        return values.stream().map(CsvLine::field).collect(Collectors.joining(",", "", END));
    }

    private static String field(@Nullable Object value) {
        String text = Objects.toString(value, "");
        boolean formula =
                !(value instanceof Number) && !text.isEmpty() && FORMULAS_BEGIN_WITH.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
