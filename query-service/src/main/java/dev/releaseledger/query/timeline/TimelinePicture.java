package dev.releaseledger.query.timeline;

import dev.releaseledger.query.timeline.Intervals.Mark;
import dev.releaseledger.query.timeline.Stories.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as a picture: SVG 1.1 that needs nothing from elsewhere, no script, no style sheet, no font of its own. Each kind
 * has a lane and a shape, so that a black and white print tells them apart; what lies close together is one mark with its
 * number.
 */
final class TimelinePicture {
    private static final int WIDTH = 1_120;
    private static final int LEFT = 170;
    private static final int RIGHT = 1_090;
    private static final int TOP = 130;
    private static final int LANE = 44;
    private static final int ROW = 18;
    private static final int MOST_SUSPECTS = 5;
    private static final int MOST_TICKS = 9;
    private static final int LONGEST_LINE = 150;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private final Timeline timeline;
    private final List<Lane> lanes;
    private final Instant from;
    private final Duration length;
    private final StringBuilder svg = new StringBuilder();

    private TimelinePicture(Timeline timeline) {
        this.timeline = timeline;
        this.lanes = List.of(Lane.values());
        this.from = timeline.from();
        Duration between = Duration.between(timeline.from(), timeline.to());
        this.length = between.isPositive() ? between : Duration.ofSeconds(1);
    }

    /** @param clusters everything to be shown */
    static String of(Timeline timeline, List<Cluster> clusters) {
        return new TimelinePicture(timeline).drawn(clusters);
    }

    private int bottom() {
        return TOP + LANE * lanes.size();
    }

    private String drawn(List<Cluster> clusters) {
        List<String> notes = notes();
        int height = bottom() + 60 + ROW * (notes.size() + 1);
        String title = timeline.of().product() + ": " + timeline.of().title();
        svg.append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\" font-size=\"12\" fill=\"black\" role=\"img\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<desc>")
                .append(escaped("Timeline from " + timeline.from() + " to " + timeline.to() + ", UTC"))
                .append("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(20, 30, "font-size=\"18\" font-weight=\"bold\"", cut(title, 100));
        text(
                20,
                50,
                "",
                timeline.of().kind() + " " + timeline.of().id() + ", as of position " + timeline.asOfPosition()
                        + (timeline.incomplete() ? ", something may be missing" : ""));
        axis();
        lanes();
        marks();
        clusters.forEach(this::cluster);
        int y = bottom() + 60;
        for (String note : notes) {
            text(20, y, "", cut(note, LONGEST_LINE));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private double x(Instant at) {
        double share = seconds(Duration.between(from, at)) / seconds(length);
        return LEFT + (RIGHT - LEFT) * Math.clamp(share, 0.0, 1.0);
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private void axis() {
        Duration step = STEPS.stream()
                .filter(each -> length.dividedBy(each) <= MOST_TICKS)
                .findFirst()
                .orElse(length.dividedBy(MOST_TICKS));
        long seconds = Math.max(1, step.toSeconds());
        long first = Math.ceilDiv(from.getEpochSecond(), seconds) * seconds;
        String day = "";
        for (long at = first; !Instant.ofEpochSecond(at).isAfter(from.plus(length)); at += seconds) {
            Instant tick = Instant.ofEpochSecond(at);
            double x = x(tick);
            line(x, TOP, x, bottom() + 5, "stroke=\"#bbb\" stroke-width=\"0.5\"");
            String clock = (seconds < 60 ? SECONDS : CLOCK).format(tick.atOffset(ZoneOffset.UTC));
            text(x, bottom() + 18, "text-anchor=\"middle\"", clock);
            String on = DAY.format(tick.atOffset(ZoneOffset.UTC));
            if (!on.equals(day)) {
                text(x, bottom() + 32, "text-anchor=\"middle\"", on);
                day = on;
            }
        }
        text(RIGHT + 4, bottom() + 18, "", "UTC");
        line(LEFT, bottom(), RIGHT, bottom(), "stroke=\"black\"");
    }

    private void lanes() {
        for (Lane lane : lanes) {
            double y = middle(lane);
            line(LEFT, y, RIGHT, y, "stroke=\"#999\" stroke-width=\"0.5\"");
            shape(lane, 26, y, 6, lane.name().toLowerCase(Locale.ROOT));
            text(
                    40,
                    y + 4,
                    "",
                    lane.name().toLowerCase(Locale.ROOT) + " ("
                            + timeline.lanes().getOrDefault(lane, 0L) + ")");
        }
    }

    private double middle(Lane lane) {
        return TOP + LANE * (lanes.indexOf(lane) + 0.5);
    }

    /** The moments of the intervals: each with a line of its own dashes, its name on a height of its own. */
    private void marks() {
        List<String> dashes = List.of("1 3", "none", "6 3", "8 3 2 3", "2 2");
        int at = 0;
        for (Map.Entry<String, Mark> mark : named().entrySet()) {
            double x = x(mark.getValue().at());
            int y = 66 + 13 * at;
            line(
                    x,
                    y + 2,
                    x,
                    bottom(),
                    "stroke=\"black\" stroke-width=\"1.2\" stroke-dasharray=\"" + dashes.get(at) + "\"");
            boolean right = x > (LEFT + RIGHT) / 2.0;
            text(
                    right ? x - 3 : x + 3,
                    y + 8,
                    right ? "text-anchor=\"end\"" : "",
                    mark.getKey() + (isOutside(mark.getValue().at()) ? " (outside)" : ""));
            at++;
        }
    }

    private Map<String, Mark> named() {
        Map<String, Mark> named = new LinkedHashMap<>();
        if (timeline.inquiry() != null) {
            Intervals intervals = timeline.inquiry().intervals();
            put(named, "introduced", intervals.introduced());
            put(named, "detected", intervals.detected());
            put(named, "acknowledged", intervals.acknowledged());
            put(named, "mitigated", intervals.mitigated());
            put(named, "resolved", intervals.resolved());
        }
        return named;
    }

    private static void put(Map<String, Mark> named, String name, @Nullable Mark mark) {
        if (mark != null) {
            named.put(name, mark);
        }
    }

    private boolean isOutside(Instant at) {
        return at.isBefore(from) || at.isAfter(timeline.to());
    }

    /** What is outside of the picture is a mark on its border. */
    private void cluster(Cluster cluster) {
        Instant middle = cluster.from()
                .plus(Duration.between(cluster.from(), cluster.to()).dividedBy(2));
        double y = middle(cluster.lane());
        boolean several = cluster.count() > 1;
        String told = several
                ? cluster.count() + " from " + cluster.from() + " to " + cluster.to()
                : cluster.from() + ", position " + cluster.position();
        shape(cluster.lane(), x(middle), y, several ? 8 : 5, told);
        if (isOutside(middle)) {
            String anchor = middle.isBefore(from) ? "start" : "end";
            text(x(middle), y - 10, "font-size=\"9\" text-anchor=\"" + anchor + "\"", cluster.count() + " outside");
        } else if (several) {
            text(x(middle), y - 10, "font-size=\"9\" text-anchor=\"middle\"", Long.toString(cluster.count()));
        }
    }

    private void shape(Lane lane, double x, double y, double size, String told) {
        String outline = "\" fill=\"" + (size > 6 ? "#ccc" : "white") + "\" stroke=\"black\"><title>" + escaped(told)
                + "</title></path>\n";
        svg.append("<path d=\"").append(path(lane, x, y, size)).append(outline);
    }

    private static String path(Lane lane, double x, double y, double r) {
        return switch (lane) {
            case CHANGE -> polygon(x, y, r, 24, 0);
            case APPROVAL -> polygon(x, y, r, 4, 0);
            case RULE -> polygon(x, y, r, 6, 0);
            case RELEASE -> polygon(x, y, r, 5, -90);
            case DEPLOYMENT -> polygon(x, y, r, 4, 45);
            case FLAG -> flag(x, y, r);
            case HEALTH -> polygon(x, y, r, 3, 90);
            case ROLLBACK -> polygon(x, y, r, 3, 180);
            case ANNOUNCEMENT -> polygon(x, y, r, 3, -90);
            case INCIDENT -> star(x, y, r);
        };
    }

    private static String polygon(double x, double y, double r, int corners, double turned) {
        List<String> points = new ArrayList<>();
        for (int corner = 0; corner < corners; corner++) {
            points.add(point(x, y, r, turned + 360.0 * corner / corners));
        }
        return "M" + String.join(" L", points) + " Z";
    }

    /** With a pole. */
    private static String flag(double x, double y, double r) {
        List<String> points = List.of(
                number(x - r) + " " + number(y + r),
                number(x - r) + " " + number(y - r),
                number(x + r) + " " + number(y - r / 2),
                number(x - r) + " " + number(y));
        return "M" + String.join(" L", points) + " Z";
    }

    private static String star(double x, double y, double r) {
        List<String> points = new ArrayList<>();
        for (int corner = 0; corner < 10; corner++) {
            points.add(point(x, y, corner % 2 == 0 ? r * 1.3 : r * 0.55, -90 + 36.0 * corner));
        }
        return "M" + String.join(" L", points) + " Z";
    }

    private static String point(double x, double y, double r, double degrees) {
        return number(x + r * Math.cos(Math.toRadians(degrees))) + " "
                + number(y + r * Math.sin(Math.toRadians(degrees)));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (timeline.inquiry() == null) {
            return notes;
        }
        Intervals intervals = timeline.inquiry().intervals();
        named().forEach((name, mark) -> notes.add(name + " " + mark.at() + ", position " + mark.position()));
        notes.add("from detection: acknowledged " + said(intervals.toAcknowledge()) + ", mitigated "
                + said(intervals.toMitigate()) + ", resolved " + said(intervals.toResolve()));
        timeline.inquiry().suspects().stream()
                .limit(MOST_SUSPECTS)
                .forEach(suspect -> notes.add("suspect " + suspect.rank() + ": " + suspect.what() + ", "
                        + String.format(Locale.ROOT, "%.2f", suspect.score())
                        + (suspect.introducedPosition() == null ? "" : ", position " + suspect.introducedPosition())));
        return notes;
    }

    private static String said(@Nullable Duration duration) {
        return duration == null ? "not said" : duration.toString();
    }

    private void line(double x1, double y1, double x2, double y2, String how) {
        svg.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
        svg.append("\" x2=\"")
                .append(number(x2))
                .append("\" y2=\"")
                .append(number(y2))
                .append("\" ");
        svg.append(how).append("/>\n");
    }

    private void text(double x, double y, String how, String words) {
        svg.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" ")
                .append(how);
        svg.append('>').append(escaped(words)).append("</text>\n");
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private static String cut(String words, int most) {
        return words.codePointCount(0, words.length()) <= most
                ? words
                : words.substring(0, words.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** What people wrote, as XML 1.0 takes it. */
    static String escaped(String written) {
        StringBuilder escaped = new StringBuilder();
        written.codePoints().forEach(here -> {
            switch (here) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(here) ? here : ' ');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int here) {
        return here >= 0x20
                && !(here >= 0x7f && here <= 0x9f)
                && !(here >= 0xd800 && here <= 0xdfff)
                && !TimelineMarkdown.isBidiControl(here)
                && here != 0xfffe
                && here != 0xffff;
    }
}
