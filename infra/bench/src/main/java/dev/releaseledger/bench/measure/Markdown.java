package dev.releaseledger.bench.measure;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports as tables to read. */
public final class Markdown {
    private Markdown() {}

    /** All of them, in this order. */
    public static String of(List<Report> reports) {
        StringBuilder text =
                new StringBuilder("# Figures\n\nMeasured by `infra/bench/run`; medians over the rounds.\n");
        reports.forEach(report -> write(text, report));
        return text.toString();
    }

    private static void write(StringBuilder text, Report report) {
        text.append("\n## ").append(report.benchmark()).append("\n\n");
        text.append(report.question()).append("\n\n").append(report.setUp()).append("\n\n");
        text.append("Machine: ").append(report.machine().words()).append(". Measured ");
        text.append(report.measuredAt().toString(), 0, "2026-01-01".length()).append(".\n\n");
        text.append("| what | per second | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: |\n");
        for (Figure figure : report.figures()) {
            text.append("| ").append(figure.name());
            text.append(" | ").append(whole(figure.perSecond()));
            text.append(" | ").append(millis(figure.p50Millis()));
            text.append(" | ").append(millis(figure.p99Millis())).append(" |\n");
        }
        text.append("\n| target | wanted | reached | |\n| --- | ---: | ---: | --- |\n");
        for (Target target : report.targets()) {
            text.append("| ").append(target.what());
            text.append(" | ").append(target.atLeast() ? "≥ " : "≤ ").append(brief(target.wanted()));
            text.append(" | ").append(brief(target.reached()));
            text.append(" | ").append(target.isMet() ? "met" : "**missed**").append(" |\n");
        }
        if (!report.notes().isEmpty()) {
            text.append('\n');
            report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private static String brief(double value) {
        return value >= 1_000 ? whole(value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
