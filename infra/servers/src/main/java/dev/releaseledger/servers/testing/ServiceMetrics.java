package dev.releaseledger.servers.testing;

import java.time.Duration;
import java.util.Locale;

/** The counters of one service, and their text. Parts of a request count as parts, so that every ratio is met exactly. */
final class ServiceMetrics {
    private static final double[] BOUNDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    private final String labels;
    private final double[] atMost = new double[BOUNDS.length];
    private double good;
    private double failed;
    private double seconds;
    private double orders;

    ServiceMetrics(String product, String environment, String version) {
        this.labels = "product=\"" + product + "\",environment=\"" + environment + "\",version=\"" + version + "\"";
    }

    synchronized void count(double requests, double errorRatio, Duration latency, double ordersARequest) {
        double each = latency.toNanos() / 1e9;
        good += requests * (1 - errorRatio);
        failed += requests * errorRatio;
        seconds += requests * each;
        orders += requests * ordersARequest;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (each <= BOUNDS[i]) {
                atMost[i] += requests;
            }
        }
    }

    synchronized String text(boolean healthy) {
        StringBuilder text = new StringBuilder();
        type(text, "http_requests_total", "counter");
        line(text, "http_requests_total", ",code=\"200\"", good);
        line(text, "http_requests_total", ",code=\"500\"", failed);
        type(text, "http_request_duration_seconds", "histogram");
        for (int i = 0; i < BOUNDS.length; i++) {
            line(text, "http_request_duration_seconds_bucket", ",le=\"" + BOUNDS[i] + "\"", atMost[i]);
        }
        line(text, "http_request_duration_seconds_bucket", ",le=\"+Inf\"", good + failed);
        line(text, "http_request_duration_seconds_sum", "", seconds);
        line(text, "http_request_duration_seconds_count", "", good + failed);
        type(text, "orders_total", "counter");
        line(text, "orders_total", "", orders);
        type(text, "service_healthy", "gauge");
        line(text, "service_healthy", "", healthy ? 1 : 0);
        return text.toString();
    }

    private static void type(StringBuilder text, String name, String type) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(StringBuilder text, String name, String more, double value) {
        text.append(name)
                .append('{')
                .append(labels)
                .append(more)
                .append("} ")
                .append(String.format(Locale.ROOT, "%.6f", value))
                .append('\n');
    }
}
