package dev.releaseledger.events.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.NoteSection;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people wrote never becomes structure: read by a CommonMark parser, notes are what they were made of. */
class NotesMarkdownTest {
    private static final String FRAGMENTS = "#-+*=_~`<>[]()!&;:\\/|.1 a\té\n\u2028\u0007";

    private static final Parser COMMONMARK = Parser.builder().build();

    @Property(tries = 2_000)
    void whateverIsWritten_anEntryIsOneItemOfTextAndCode(@ForAll("texts") String text) {
        Assume.that(!plain(text).isEmpty());

        assertIsOneItemThatSays(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# a heading",
                "- a list",
                "1. a number",
                "12) a number",
                "> a quote",
                "---",
                "***",
                "___",
                "~~~",
                "```",
                "``` `` `",
                "    indented code",
                "[a link](http://example.com)",
                "![an image](http://example.com)",
                "<http://example.com>",
                "<script>alert(1)</script>",
                "<!-- a comment -->",
                "&lt;script&gt; &#60;",
                "[a]: http://example.com",
                "*emphasis* and __more__ of _it_",
                "a `code <b>` span, an open ` one",
                "a \\`backslash",
                "ends in a backslash \\",
                "two\nlines\r\nand a third",
                "snake_case stays"
            })
    void whatCommonMarkWouldMakeSomethingOf_itDoesNot(String text) {
        assertIsOneItemThatSays(text);
    }

    private static void assertIsOneItemThatSays(String text) {
        NoteEntry entry = new NoteEntry(NoteSection.BUG_FIXES, null, text, null, null, null, null);
        String markdown = new ReleaseNotes("2.5.0", null, List.of(entry, entry)).markdown();

        Document document = (Document) COMMONMARK.parse(markdown);
        assertThat(children(document))
                .as("%s", markdown)
                .hasExactlyElementsOfTypes(Heading.class, Heading.class, BulletList.class);
        List<Node> items = children(document.getLastChild());
        assertThat(items).as("%s", markdown).hasSize(2).allSatisfy(item -> {
            assertThat(item).isInstanceOf(ListItem.class);
            assertThat(children(item)).as("%s", markdown).hasExactlyElementsOfTypes(Paragraph.class);
            assertThat(children(item.getFirstChild()))
                    .as("%s", markdown)
                    .allMatch(inline -> inline instanceof Text || inline instanceof Code);
            assertThat(plain(said(item))).as("%s", markdown).isEqualTo(plain(text));
        });
    }

    /** The characters that count: code spans lose their backticks and may lose a space at either end. */
    private static String plain(String text) {
        return text.replaceAll("[`\\p{Cc}\\s\\u2028\\u2029]+", "");
    }

    private static String said(Node item) {
        StringBuilder said = new StringBuilder();
        item.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                said.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                said.append(code.getLiteral());
            }
        });
        return said.toString();
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(FRAGMENTS).ofMaxLength(30),
                Arbitraries.of("<b>", "&amp;", "](", "](x)", "``", "```", "- ", "1. ", "# ", "**", "__", "\\", "x", " ")
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts)));
    }
}
