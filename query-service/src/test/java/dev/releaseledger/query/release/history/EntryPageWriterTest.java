package dev.releaseledger.query.release.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class EntryPageWriterTest {
    private final EntryPageWriter writer = new EntryPageWriter(new JsonMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static EntryRow row(long position) {
        return new EntryRow(position, position, "{}".getBytes(UTF_8));
    }

    @Test
    void aPageEndsWithWhereTheNextBegins() throws Exception {
        writer.write(response, new Entries.Page(List.of(row(3)), 3L));

        assertThat(response.getContentAsString()).isEqualTo("{\"entries\":[{\"entry\":{}}],\"next\":3}");
    }

    @Test
    void aPageThatFailsHalfWayDoesNotLookWhole() throws Exception {
        assertThatThrownBy(() -> writer.write(response, new Entries.Page(List.of(row(3), row(4)), 4L), (out, row) -> {
                    if (row.position() == 4) {
                        throw new IllegalStateException("the database is away");
                    }
                }))
                .hasMessage("the database is away");

        assertThat(response.getContentAsString()).doesNotEndWith("}");
    }
}
