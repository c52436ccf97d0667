package dev.releaseledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.query.timeline.Stories.Cluster;
import dev.releaseledger.query.timeline.Timeline.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The picture: well-formed whatever people write, and every lane to be told from the others without colours. */
class TimelinePictureTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

    private static Timeline timeline(String title, Duration length) {
        return new Timeline(
                new Subject("RELEASE", new UUID(0, 1), "checkout", null, title, null, null),
                FROM,
                FROM.plus(length),
                7,
                null,
                false,
                Map.of(Lane.CHANGE, 3L),
                null,
                List.of(),
                null);
    }

    private static Document parsed(String svg) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 200)
    void itIsWellFormedWhateverPeopleWrite(@ForAll String title, @ForAll long seconds) throws Exception {
        drawn(title, Duration.ofSeconds(Math.floorMod(seconds, 10_000_000)));
    }

    @Property(tries = 50)
    void soItIsHoweverShortItIs(@ForAll long nanos) throws Exception {
        drawn("t", Duration.ofNanos(Math.floorMod(nanos, 2_000_000)));
    }

    private static void drawn(String title, Duration length) throws Exception {
        Cluster cluster = new Cluster(Lane.HEALTH, 2, FROM, FROM.plus(length), 3);
        String svg = TimelinePicture.of(timeline(title, length), List.of(cluster));
        assertThat(svg.replace(TimelinePicture.escaped(title), "")).doesNotContain("NaN", "Infinity");
        Document picture = parsed(svg);
        assertThat(picture.getDocumentElement().getNodeName()).isEqualTo("svg");
    }

    @Test
    void everyLaneHasAShapeOfItsOwn() throws Exception {
        NodeList shapes = parsed(TimelinePicture.of(timeline("t", Duration.ofHours(1)), List.of()))
                .getElementsByTagName("path");
        assertThat(shapes.getLength()).isEqualTo(Lane.values().length);
        TreeSet<String> different = new TreeSet<>();
        for (int shape = 0; shape < shapes.getLength(); shape++) {
            String path = shapes.item(shape).getAttributes().getNamedItem("d").getTextContent();
            different.add(fromOrigin(path));
        }
        assertThat(different).hasSize(Lane.values().length);
    }

    /** The same shape is the same text, wherever it is drawn. */
    private static String fromOrigin(String path) {
        String[] points = path.replaceAll("[MLZ]", "").trim().split("\\s+");
        double top = Double.MAX_VALUE;
        for (int y = 1; y < points.length; y += 2) {
            top = Math.min(top, Double.parseDouble(points[y]));
        }
        List<String> moved = new ArrayList<>();
        for (int at = 0; at < points.length; at++) {
            double figure = Double.parseDouble(points[at]) - (at % 2 == 0 ? 0 : top);
            moved.add(Long.toString(Math.round(figure)));
        }
        return String.join(" ", moved);
    }

    @Test
    void whatLiesCloseTogetherIsOneMarkWithItsNumber() {
        String svg = TimelinePicture.of(
                timeline("t", Duration.ofHours(1)),
                List.of(new Cluster(Lane.CHANGE, 41, FROM, FROM.plusSeconds(9), 3)));
        assertThat(svg).contains(">41<", "41 from 2026-03-01T00:00:00Z to 2026-03-01T00:00:09Z");
    }

    @Test
    void whatIsOutsideIsAMarkOnTheBorder() {
        String svg = TimelinePicture.of(
                timeline("t", Duration.ofHours(1)),
                List.of(
                        new Cluster(Lane.CHANGE, 3, FROM.minusSeconds(90_000), FROM.minusSeconds(80_000), 3),
                        new Cluster(Lane.CHANGE, 1, FROM.plusSeconds(90_000), FROM.plusSeconds(90_000), 9)));
        assertThat(svg).contains(">3 outside<", ">1 outside<");
    }

    @Property(tries = 200)
    void markdownIsOneLineWhateverPeopleWrite(@ForAll String written) {
        assertThat(TimelineMarkdown.escaped(written).lines().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void nothingMakesALinkOrAFormulaOrTurnsTheOrderAround() {
        String written = "www.example.org $x$ 1.2 a\u202eb\u2066c";
        assertThat(TimelineMarkdown.escaped(written)).isEqualTo("www\\.example.org \\$x\\$ 1.2 a b c");
        assertThat(TimelinePicture.escaped(written)).isEqualTo("www.example.org $x$ 1.2 a b c");
    }

    @Test
    void markdownShowsMarkupAsItIsWritten() {
        String html = HtmlRenderer.builder()
                .build()
                .render(Parser.builder()
                        .build()
                        .parse("x " + TimelineMarkdown.escaped("*a* <b> [c](d) `e` & ![f](g) \\")));
        assertThat(html).isEqualTo("<p>x *a* &lt;b&gt; [c](d) `e` &amp; ![f](g) \\</p>\n");
    }
}
